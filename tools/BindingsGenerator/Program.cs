namespace GiftGrab.Tools.Bindings;

/// <summary>
/// Makes C# bindings from the installed FFmpeg headers, in the shape of the NuGet package FFmpeg.AutoGen:
/// <c>dotnet run --project tools/BindingsGenerator [OUTPUT-FOLDER]</c>.
/// </summary>
internal static class Program
{
    private const string DefaultOutput = "src/Core/FFmpeg/Generated";

    public static int Main(string[] args)
    {
        string output = args.Length > 0 ? args[0] : DefaultOutput;
        if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(output))))
        {
            Console.Error.WriteLine($"The folder above {output} does not exist; run from the repository's root or name the output folder.");
            return 2;
        }

        try
        {
            Generate(MemberList.Read(MemberList.DefaultPath), output);
            return 0;
        }
        catch (BindingsException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    private static void Generate(MemberList members, string output)
    {
        var bindings = new Bindings(Headers.Parse(), members);
        Directory.CreateDirectory(output);
        Source("Functions", FunctionWriter.Write(bindings));
        Source("Structs", StructWriter.Write(bindings));
        Source("Arrays", ArrayWriter.Write(bindings));
        Source("Delegates", DelegateWriter.Write(bindings));
        Source("Enums", EnumWriter.Write(bindings));
        Source("Constants", ConstantWriter.Write(members.Constants));
        Source("Inline", InlineWriter.Write());

        void Source(string name, IEnumerable<string> lines) =>
            File.WriteAllText(Path.Combine(output, name + ".g.cs"), CSharp.File(lines));
    }
}
