namespace GiftGrab.Tools.Bindings;

/// <summary>Writes structs and unions with their fields in order.</summary>
internal static class StructWriter
{
    public static IEnumerable<string> Write(Bindings bindings)
    {
        foreach (Struct type in bindings.Structs)
        {
            if (type.IsUnion)
            {
                yield return "[StructLayout(LayoutKind.Explicit)]";
            }

            yield return $"internal unsafe partial struct {type.Name}";
            yield return "{";
            foreach (Parameter field in type.Fields)
            {
                string offset = type.IsUnion ? "[FieldOffset(0)] " : string.Empty;
                yield return $"    {offset}public {field.Type} {CSharp.Escape(field.Name)};";
            }

            yield return "}";
            yield return string.Empty;
        }
    }
}
