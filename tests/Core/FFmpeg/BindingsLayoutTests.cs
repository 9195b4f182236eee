using System.Reflection;
using System.Reflection.Emit;
using FFmpeg.AutoGen;

namespace GiftGrab.Tests.FFmpeg;

/// <summary>Every generated struct lies in memory as the C compiler lays it out.</summary>
public sealed class BindingsLayoutTests
{
    private static readonly Type[] Structs = [.. typeof(ffmpeg).Assembly.GetTypes()
        .Where(type => type is { Namespace: "FFmpeg.AutoGen", IsValueType: true, IsEnum: false, IsNested: false } && Fields(type).Any())
        .Where(type => !type.Name.EndsWith("_func", StringComparison.Ordinal))
        .OrderBy(type => type.Name, StringComparer.Ordinal)];

    [SkippableFact]
    public void Structs_AllThatAreEmitted_HaveTheCompilersSizesAndOffsets()
    {
        string? reason = HeaderTools.WhyNoCompiler();
        Skip.If(reason is not null, reason);

        string[] ours = [.. Structs.SelectMany(type => (string[])
            [$"{type.Name}: {Measure(il => il.Emit(OpCodes.Sizeof, type))} bytes", .. Fields(type).Select(field => Line(type, field))])];

        Assert.NotEmpty(ours);
        Assert.Equal(HeaderTools.RunC(Structs.SelectMany(Statements)), ours);
    }

    [SkippableFact]
    public void Enums_AllThatAreEmitted_HaveTheCompilersValues()
    {
        string? reason = HeaderTools.WhyNoCompiler();
        Skip.If(reason is not null, reason);
        Type[] enums = [.. typeof(ffmpeg).Assembly.GetTypes().Where(type => type is { Namespace: "FFmpeg.AutoGen", IsEnum: true })];

        string[] ours = [.. enums.SelectMany(type => Enum.GetNames(type).Select(name => $"{name} = {(int)Enum.Parse(type, name)}"))];

        Assert.NotEmpty(ours);
        Assert.Equal(
            HeaderTools.RunC(enums.SelectMany(Enum.GetNames).Select(name => $"printf(\"{name} = %d\\n\", (int){name});")),
            ours);
    }

    private static IEnumerable<string> Statements(Type type)
    {
        string inC = NameInC(type);
        yield return $"printf(\"{type.Name}: %zu bytes\\n\", sizeof({inC}));";
        foreach (FieldInfo field in Fields(type))
        {
            yield return $"printf(\"{type.Name}.{field.Name}: %zu bytes at %zu\\n\", sizeof((({inC} *)0)->{field.Name}), offsetof({inC}, {field.Name}));";
        }
    }

    private static string Line(Type type, FieldInfo field)
    {
        long size = Measure(il => il.Emit(OpCodes.Sizeof, field.FieldType));
        long offset = Measure(il =>
        {
            LocalBuilder value = il.DeclareLocal(type);
            il.Emit(OpCodes.Ldloca, value);
            il.Emit(OpCodes.Ldflda, field);
            il.Emit(OpCodes.Ldloca, value);
            il.Emit(OpCodes.Sub);
        });
        return $"{type.Name}.{field.Name}: {size} bytes at {offset}";
    }

    // A nameless union is called after the field that holds it, and C knows it by that field only.
    private static string NameInC(Type type) =>
        Structs.FirstOrDefault(owner => Fields(owner).Any(field => field.FieldType == type && type.Name == $"{owner.Name}_{field.Name}")) is { } holder
            ? $"__typeof__((({holder.Name} *)0)->{type.Name[(holder.Name.Length + 1)..]})"
            : type.Name;

    // What the runtime uses when it compiles an access, not what it would use to marshal.
    private static long Measure(Action<ILGenerator> push)
    {
        var method = new DynamicMethod("measure", typeof(long), Type.EmptyTypes, typeof(ffmpeg).Module, skipVisibility: true);
        ILGenerator il = method.GetILGenerator();
        push(il);
        il.Emit(OpCodes.Conv_I8);
        il.Emit(OpCodes.Ret);
        return (long)method.Invoke(null, null)!;
    }

    private static IEnumerable<FieldInfo> Fields(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Instance).OrderBy(field => field.MetadataToken);
}
