using System.Reflection;
using FFmpeg.AutoGen;

namespace GiftGrab.Tests.FFmpeg;

/// <summary>What the generator emits agrees with the package, member for member.</summary>
public sealed class BindingsShapeTests
{
    private static readonly PackageShape Shape = PackageShape.Read();
    private static readonly Type[] Types = [.. typeof(ffmpeg).Assembly.GetTypes().Where(type => type.Namespace == "FFmpeg.AutoGen" && !type.IsNested)];

    [Fact]
    public void Functions_AllThatAreEmitted_AgreeWithThePackage() => AllIn("static class ffmpeg: methods", Methods(typeof(ffmpeg))
        .Where(method => method.IsPublic)
        .Select(method => $"{PackageShape.NameOf(method.ReturnType)} {method.Name}{Generic(method)}({Parameters(method)})"));

    [Fact]
    public void Constants_AllThatAreEmitted_AgreeInKindAndType() => AllIn("static class ffmpeg: constants", typeof(ffmpeg)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => $"{(field.IsLiteral ? "const" : "static readonly")} {PackageShape.NameOf(field.FieldType)} {field.Name}"));

    [Fact]
    public void Structs_AllThatAreEmitted_HaveThePackagesFieldsInOrder() => AllIn("structs", Types
        .Where(type => type.IsValueType && !type.IsEnum && !type.Name.EndsWith("_func", StringComparison.Ordinal))
        .Select(type => type.Name.Contains("rray", StringComparison.Ordinal) && type.GetProperty("Item") is { } item
            ? ArrayLine(type, PackageShape.NameOf(item.PropertyType))
            : $"{type.Name} {{ {string.Join("; ", Fields(type).Select(field => $"{PackageShape.NameOf(field.FieldType)} {field.Name}"))} }}"));

    [Fact]
    public void Callbacks_AllThatAreEmitted_AgreeWithThePackage()
    {
        AllIn("structs", Types
            .Where(type => type.IsValueType && type.Name.EndsWith("_func", StringComparison.Ordinal))
            .Select(type => $"{type.Name} {{ IntPtr Pointer }}  {type.Name} op_Implicit({type.Name[..^"_func".Length]})"));
        AllIn("delegates", Types
            .Where(type => type.IsAssignableTo(typeof(Delegate)))
            .Select(type => type.GetMethod("Invoke")!)
            .Select(invoke => $"{PackageShape.NameOf(invoke.ReturnType)} {invoke.DeclaringType!.Name}({Parameters(invoke)})"));
    }

    [Fact]
    public void Enums_AllThatAreEmitted_HaveThePackagesUnderlyingType() => AllIn("enums", Types
        .Where(type => type.IsEnum)
        .Select(type => $"{type.Name} : {PackageShape.NameOf(type.GetEnumUnderlyingType())}"));

    private static void AllIn(string heading, IEnumerable<string> emitted)
    {
        List<string> lines = [.. emitted];
        Assert.NotEmpty(lines);
        IReadOnlySet<string> known = Shape[heading];
        string strangers = string.Join("\n", lines.Where(line => !known.Contains(line)));
        Assert.True(strangers.Length == 0, $"Not in the package:\n{strangers}");
    }

    private static IEnumerable<MethodInfo> Methods(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly);

    private static IEnumerable<FieldInfo> Fields(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Instance).OrderBy(field => field.MetadataToken);

    private static string Generic(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(",", method.GetGenericArguments().Select(type => type.Name))}>" : string.Empty;

    private static string Parameters(MethodInfo method) =>
        string.Join(", ", method.GetParameters().Select(parameter => $"{PackageShape.NameOf(parameter.ParameterType)} {parameter.Name}"));

    private static string ArrayLine(Type type, string element) =>
        $"{type.Name} {{  }}  {element} this[uint]  {element}[] ToArray()  void UpdateFrom({element}[])  {element}[] op_Implicit({type.Name})";
}
