using System.Reflection;

namespace GiftGrab.Tests;

/// <summary>Which public members a caller by reflection can use.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Members with nothing but ref structs or type parameters of their own to be called by, and all others.</summary>
    public static object Describe()
    {
        Assembly[] assemblies = [typeof(VideoFrame).Assembly, typeof(VideoSourceFactory).Assembly, typeof(VideoTargetFactory).Assembly];
        ILookup<string, MethodInfo> methods = assemblies
            .SelectMany(assembly => assembly.GetExportedTypes())
            .SelectMany(type => type.GetMethods(Declared))
            .Where(method => method.GetBaseDefinition().DeclaringType != typeof(object))
            .ToLookup(method => $"{method.DeclaringType!.Name}.{method.Name}");
        return new
        {
            Usable = methods.Where(group => group.Any(IsUsable)).Select(group => group.Key).ToArray(),
            Unusable = methods.Where(group => !group.Any(IsUsable)).Select(group => group.Key).ToArray(),
        };
    }

    private static bool IsUsable(MethodInfo method) =>
        !method.IsGenericMethodDefinition
        && !method.ReturnType.IsByRefLike
        && !method.GetParameters().Any(parameter => parameter.ParameterType.IsByRefLike);
}
