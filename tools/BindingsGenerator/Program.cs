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

        var members = MemberList.Read(Path.Combine(AppContext.BaseDirectory, "members.txt"));
        var headers = Headers.Parse();
        var bindings = new Bindings(headers, members);

        Directory.CreateDirectory(output);
        Source("Functions", FunctionWriter.Write(bindings));
        Source("Structs", StructWriter.Write(bindings));
        Source("Arrays", ArrayWriter.Write(bindings));
        Source("Delegates", DelegateWriter.Write(bindings));
        Source("Enums", EnumWriter.Write(bindings));
        Source("Constants", ConstantWriter.Write(members.Constants));
        Source("Inline", InlineWriter.Write());
        return 0;

        void Source(string name, IEnumerable<string> lines) =>
            File.WriteAllText(Path.Combine(output, name + ".g.cs"), CSharp.File(lines));
    }
}
