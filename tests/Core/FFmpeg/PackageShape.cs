using System.Reflection;

namespace GiftGrab.Tests.FFmpeg;

/// <summary>The public surface of the NuGet package FFmpeg.AutoGen 5.1.2.3, read from its description beside this file.</summary>
internal sealed class PackageShape
{
    private readonly Dictionary<string, HashSet<string>> _sections = [];

    private PackageShape()
    {
    }

    /// <summary>The lines of a section, by the beginning of its heading.</summary>
    public IReadOnlySet<string> this[string heading] => _sections.Single(section => section.Key.StartsWith(heading, StringComparison.Ordinal)).Value;

    public static PackageShape Read()
    {
        var shape = new PackageShape();
        HashSet<string> section = [];
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("ffmpeg-autogen-shape.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("== ", StringComparison.Ordinal))
            {
                shape._sections[line[3..]] = section = [];
            }
            else if (line.Length > 0)
            {
                section.Add(line.TrimEnd());
            }
        }

        return shape;
    }

    /// <summary>How the description writes a type.</summary>
    public static string NameOf(Type type) => type switch
    {
        { IsByRef: true } => "ref " + NameOf(type.GetElementType()!),
        { IsPointer: true } => NameOf(type.GetElementType()!) + "*",
        { IsArray: true } => NameOf(type.GetElementType()!) + "[]",
        _ when type == typeof(void) => "void",
        _ when type == typeof(string) => "string",
        _ when type == typeof(byte) => "byte",
        _ when type == typeof(sbyte) => "sbyte",
        _ when type == typeof(short) => "short",
        _ when type == typeof(ushort) => "ushort",
        _ when type == typeof(int) => "int",
        _ when type == typeof(uint) => "uint",
        _ when type == typeof(long) => "long",
        _ when type == typeof(ulong) => "ulong",
        _ when type == typeof(float) => "float",
        _ when type == typeof(double) => "double",
        _ when type == typeof(bool) => "bool",
        _ => type.Name,
    };
}
