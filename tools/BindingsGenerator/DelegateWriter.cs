namespace GiftGrab.Tools.Bindings;

/// <summary>Writes the types of callbacks: a delegate, and the pointer that a struct or call takes.</summary>
internal static class DelegateWriter
{
    public static IEnumerable<string> Write(Bindings bindings)
    {
        foreach (DelegateType type in bindings.Delegates)
        {
            string parameters = string.Join(", ", type.Parameters.Select(p => $"{p.Type} {CSharp.Escape(p.Name)}"));
            yield return "[UnmanagedFunctionPointer(CallingConvention.Cdecl)]";
            yield return $"internal unsafe delegate {type.Result} {type.Name}({parameters});";
            yield return string.Empty;
            yield return $"internal unsafe struct {type.Name}_func";
            yield return "{";
            yield return "    public IntPtr Pointer;";
            yield return $"    public static implicit operator {type.Name}_func({type.Name} func) =>";
            yield return "        new() { Pointer = func == null ? IntPtr.Zero : Marshal.GetFunctionPointerForDelegate(func) };";
            yield return "}";
            yield return string.Empty;
        }
    }
}
