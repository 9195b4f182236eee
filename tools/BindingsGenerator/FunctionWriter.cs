namespace GiftGrab.Tools.Bindings;

/// <summary>Writes the imported functions.</summary>
internal static class FunctionWriter
{
    public static IEnumerable<string> Write(Bindings bindings)
    {
        yield return "internal static unsafe partial class ffmpeg";
        yield return "{";
        foreach (Function function in bindings.Functions)
        {
            string parameters = string.Join(", ", function.Parameters.Select(p => $"{p.Type} {CSharp.Escape(p.Name)}"));
            if (function.Result != "string")
            {
                yield return Import(function, function.Name);
                yield return $"    public static partial {function.Result} {function.Name}({parameters});";
                continue;
            }

            // The text belongs to FFmpeg: it is copied, never freed.
            string arguments = string.Join(", ", function.Parameters.Select(p => (p.Type.StartsWith("ref ", StringComparison.Ordinal) ? "ref " : string.Empty) + CSharp.Escape(p.Name)));
            yield return $"    public static string {function.Name}({parameters}) => Marshal.PtrToStringUTF8((IntPtr)_{function.Name}({arguments}));";
            yield return Import(function, function.Name);
            yield return $"    private static partial byte* _{function.Name}({parameters});";
        }

        yield return "}";
    }

    private static string Import(Function function, string name)
    {
        bool hasText = function.Parameters.Any(parameter => parameter.Type == "string");
        return $"    [LibraryImport(\"{function.Library}\", EntryPoint = \"{name}\"{(hasText ? ", StringMarshalling = StringMarshalling.Utf8" : string.Empty)})]";
    }
}
