using System.Globalization;
using System.Text;

namespace GiftGrab.Tools.Bindings;

/// <summary>Writes macros as constants. Their values are what the C compiler makes of them.</summary>
internal static class ConstantWriter
{
    public static IEnumerable<string> Write(IReadOnlyList<string> names)
    {
        yield return "internal static unsafe partial class ffmpeg";
        yield return "{";
        foreach (string line in Evaluate(names).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = line.Split(' ', 3);
            yield return $"    public {Modifier(parts[0], parts[1])} {parts[1]} {parts[0]} = {parts[2]};";
        }

        yield return string.Empty;
        yield return "    public static int AVERROR<T1>(T1 a) => -System.Runtime.CompilerServices.Unsafe.As<T1, int>(ref a);";
        yield return "    public static double av_q2d(AVRational a) => a.num / (double)a.den;";
        yield return "    public static AVRational av_inv_q(AVRational q) => new() { num = q.den, den = q.num };";
        yield return "    public static AVRational av_make_q(int num, int den) => new() { num = num, den = den };";
        yield return "}";
    }

    // The package computes these at run time; the rest it declares constant.
    private static string Modifier(string name, string type) =>
        type == "long" || type == "ulong" || name is "EAGAIN" or "ENOMEM" or "EINVAL" or "EPIPE" or "ENOSYS"
        || (name.StartsWith("AVERROR_", StringComparison.Ordinal) && name is not ("AVERROR_EXPERIMENTAL" or "AVERROR_INPUT_CHANGED" or "AVERROR_OUTPUT_CHANGED"))
            ? "static readonly" : "const";

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
            source.AppendLine("static void l(const char *n, long v) { printf(\"%s long %ld\\n\", n, v); }");
            source.AppendLine("static void ul(const char *n, unsigned long v) { printf(\"%s ulong %lu\\n\", n, v); }");
            source.AppendLine("int main(void) {");
            foreach (string name in names)
            {
                source.AppendLine(CultureInfo.InvariantCulture, $"_Generic(({name}), char *: s, int: i, unsigned: u, long: l, long long: l, default: ul)(\"{name}\", {name});");
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
