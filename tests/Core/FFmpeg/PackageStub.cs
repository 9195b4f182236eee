using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using FFmpeg.AutoGen;

namespace GiftGrab.Tests.FFmpeg;

/// <summary>C# with the public surface of the NuGet package FFmpeg.AutoGen 5.1.2.3 and nothing behind it, for machines whose registry has no such package.</summary>
internal static partial class PackageStub
{
    /// <summary>Every member that the description lists; values of constants and members of enums are those of the generated bindings.</summary>
    public static IEnumerable<string> Write(PackageShape shape) =>
    [
        "#pragma warning disable",
        "using System;",
        "using System.Collections.Generic;",
        "namespace FFmpeg.AutoGen;",
        "public static unsafe class ffmpeg",
        "{",
        .. shape["static class ffmpeg: methods"].Select(line => $"    public static {Signature(line)} => throw new NotSupportedException();"),
        .. shape["static class ffmpeg: constants"].Select(Value),
        "}",
        .. shape["structs"].SelectMany(Struct),
        .. shape["delegates"].Select(line => $"public unsafe delegate {Signature(line)};"),
        .. shape["enums"].Select(Enumeration),
    ];

    // "int av_f(AVFrame* in, ref int_array4 out)": a parameter's name may be a word of C#.
    private static string Signature(string line) => ParameterName().Replace(line, "@$1");

    private static string Value(string line)
    {
        string[] words = line.Split(' ');
        string name = words[^1], type = words[^2] == "Dictionary`2" ? "Dictionary<string, int>" : words[^2];
        return words[0] switch
        {
            "property" => $"    public static {type} {name} {{ get; set; }}",
            "const" => $"    public const {type} {name} = {Literal(name, type)};",
            _ => $"    public static readonly {type} {name};",
        };
    }

    private static string Literal(string name, string type) => (typeof(ffmpeg).GetField(name)?.GetRawConstantValue(), type) switch
    {
        (string text, _) => $"\"{text}\"",
        ({ } value, _) => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        (null, "string") => "\"\"",
        (null, "bool") => "false",
        _ => "0",
    };

    // "av_f_func { IntPtr Pointer }  av_f_func op_Implicit(av_f)", "int_array4 {  }  int this[uint]  int[] ToArray()  …"
    private static IEnumerable<string> Struct(string line)
    {
        Match parts = StructParts().Match(line);
        string name = parts.Groups["name"].Value;
        yield return $"public unsafe struct {name}";
        yield return "{";
        foreach (string field in parts.Groups["fields"].Value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            yield return $"    public {field.Replace(" ", " @", StringComparison.Ordinal)};";
        }

        foreach (string member in parts.Groups["members"].Value.Split("  ", StringSplitOptions.RemoveEmptyEntries))
        {
            yield return member.EndsWith("this[uint]", StringComparison.Ordinal)
                ? $"    public {member.Replace("[uint]", "[uint i]", StringComparison.Ordinal)} {{ get => throw new NotSupportedException(); set {{ }} }}"
                : $"    public {Member(member)} => throw new NotSupportedException();";
        }

        yield return "}";
    }

    private static string Member(string member) => Conversion().Match(member) is { Success: true } conversion
        ? $"static implicit operator {conversion.Groups["to"].Value}({conversion.Groups["from"].Value} value)"
        : member.Replace(")", member.EndsWith("()", StringComparison.Ordinal) ? ")" : " value)", StringComparison.Ordinal);

    private static string Enumeration(string line)
    {
        string[] parts = line.Split(" : ");
        Type? ours = typeof(ffmpeg).Assembly.GetType($"FFmpeg.AutoGen.{parts[0]}");
        IEnumerable<string> members = ours is null ? [] : Enum.GetNames(ours).Select(name => $"@{name} = {(int)Enum.Parse(ours, name)}");
        return $"public enum {line} {{ {string.Join(", ", members)} }}";
    }

    [GeneratedRegex(@"(?<= )(\w+)(?=[,)])")]
    private static partial Regex ParameterName();

    [GeneratedRegex(@"^(?<name>\w+) \{ (?<fields>.*?) \}(?<members>.*)$")]
    private static partial Regex StructParts();

    [GeneratedRegex(@"^(?<to>\S+) op_Implicit\((?<from>.+)\)$")]
    private static partial Regex Conversion();
}
