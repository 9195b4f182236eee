using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace GiftGrab.Tools.Bindings;

/// <summary>Writes macros as constants. Their values are what the C compiler makes of them.</summary>
internal static partial class ConstantWriter
{
    public static IEnumerable<string> Write(IReadOnlyList<string> names)
    {
        yield return "internal static unsafe partial class ffmpeg";
        yield return "{";
        foreach (string line in Evaluate(names).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = line.Split(' ', 3);
            yield return $"    public {(ComputedByThePackage().IsMatch(parts[0]) ? "static readonly" : "const")} {parts[1]} {parts[0]} = {parts[2]};";
        }

        yield return "}";
    }

    // The package computes these at run time, because their macros call others; the rest it declares constant.
    [GeneratedRegex("^(E[A-Z]+|AVERROR_(?!EXPERIMENTAL|INPUT_CHANGED|OUTPUT_CHANGED).*|AV_NOPTS_VALUE|AV_CH_(?!LAYOUT_NATIVE).*|AV_CODEC_ID_.*|AV_PKT_DATA_.*|LIB[A-Z]+_VERSION(_INT)?)$")]
    private static partial Regex ComputedByThePackage();

    private static string Evaluate(IReadOnlyList<string> names)
    {
        string folder = Directory.CreateTempSubdirectory("constants").FullName;
        try
        {
            var source = new StringBuilder(Headers.Includes);
            source.AppendLine("#include <stdio.h>");
            source.AppendLine("static void s(const char *n, const char *v) { printf(\"%s string \\\"%s\\\"\\n\", n, v); }");
            source.AppendLine("static void i(const char *n, int v) { printf(\"%s int %d\\n\", n, v); }");
            source.AppendLine("static void u(const char *n, unsigned v) { printf(\"%s uint %u\\n\", n, v); }");
            source.AppendLine("static void d(const char *n, double v) { printf(\"%s double %.17g\\n\", n, v); }");
            source.AppendLine("static void l(const char *n, long v) { printf(\"%s long %ld\\n\", n, v); }");
            source.AppendLine("static void ul(const char *n, unsigned long v) { printf(\"%s ulong %lu\\n\", n, v); }");
            source.AppendLine("int main(void) {");
            foreach (string name in names)
            {
                // A version such as 59.37.100 is a macro, but no expression in C.
                string value = name.EndsWith("_VERSION", StringComparison.Ordinal) ? $"AV_STRINGIFY({name})" : name;
                source.AppendLine(CultureInfo.InvariantCulture, $"_Generic(({value}), char *: s, int: i, unsigned: u, long: l, long long: l, double: d, default: ul)(\"{name}\", {value});");
            }

            source.AppendLine("return 0; }");
            string file = Path.Combine(folder, "all.c"), program = Path.Combine(folder, "all");
            File.WriteAllText(file, source.ToString());
            Headers.Run("gcc", $"-w {file} -o {program} {Headers.Run("pkg-config", "--cflags libavcodec libavdevice libavfilter").Trim()}");
            return Headers.Run(program, string.Empty);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
