namespace GiftGrab.Tools.Bindings;

/// <summary>Writes the types of callbacks: a delegate, and the pointer that a struct or call takes.</summary>
internal static class DelegateWriter
{
    public static IEnumerable<string> Write(Bindings bindings)
    {
        foreach (DelegateType type in bindings.Delegates)
        {
            bool isPlain = type.Parameters.All(parameter => Native(parameter) == parameter.Type);
            yield return "[UnmanagedFunctionPointer(CallingConvention.Cdecl)]";
            yield return $"internal unsafe delegate {type.Result} {type.Name}({List(type, p => $"{p.Type} {CSharp.Escape(p.Name)}")});";
            yield return string.Empty;
            yield return $"internal unsafe struct {type.Name}_func";
            yield return "{";
            yield return "    public IntPtr Pointer;";
            yield return string.Empty;
            yield return $"    public static implicit operator {type.Name}_func({type.Name} func) =>";
            yield return $"        new() {{ Pointer = func == null ? IntPtr.Zero : {Pointer(type, isPlain)} }};";
            foreach (string line in isPlain ? [] : Adapter(type))
            {
                yield return line.Length == 0 ? line : "    " + line;
            }

            yield return "}";
            yield return string.Empty;
        }
    }

    // The runtime marshals nothing for this assembly, so a callback that takes text or a reference gets an adapter that
    // takes pointers. The adapter lives as long as the callback does.
    private static IEnumerable<string> Adapter(DelegateType type)
    {
        yield return string.Empty;
        yield return "[UnmanagedFunctionPointer(CallingConvention.Cdecl)]";
        yield return $"private delegate {type.Result} Native({List(type, p => $"{Native(p)} {CSharp.Escape(p.Name)}")});";
        yield return string.Empty;
        yield return $"private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<{type.Name}, Native> s_natives = new();";
        yield return string.Empty;
        yield return $"private static Native ToNative({type.Name} func) => ({List(type, p => CSharp.Escape(p.Name))}) => func({List(type, Managed)});";
    }

    // Nobody would free text that a callback returns, so such a callback can only be an address.
    private static string Pointer(DelegateType type, bool isPlain) =>
        type.Result == "string" ? $"throw new NotSupportedException(\"{type.Name} returns text: set {type.Name}_func.Pointer to a function instead.\")"
        : isPlain ? "Marshal.GetFunctionPointerForDelegate(func)"
        : "Marshal.GetFunctionPointerForDelegate(s_natives.GetValue(func, ToNative))";

    private static string List(DelegateType type, Func<Parameter, string> part) => string.Join(", ", type.Parameters.Select(part));

    private static string Native(Parameter parameter) => parameter.Type switch
    {
        "string" => "byte*",
        ['r', 'e', 'f', ' ', .. var target] => target + "*",
        _ => parameter.Type,
    };

    private static string Managed(Parameter parameter) => parameter.Type switch
    {
        "string" => $"Marshal.PtrToStringUTF8((IntPtr){CSharp.Escape(parameter.Name)})",
        ['r', 'e', 'f', ' ', ..] => $"ref *{CSharp.Escape(parameter.Name)}",
        _ => CSharp.Escape(parameter.Name),
    };
}
