namespace GiftGrab.Tools.Bindings;

/// <summary>Writes the structs that stand for C arrays inside structs.</summary>
internal static class ArrayWriter
{
    private static readonly HashSet<string> Primitive = ["byte", "sbyte", "short", "ushort", "int", "uint", "long", "ulong", "float", "double"];

    public static IEnumerable<string> Write(Bindings bindings)
    {
        foreach (ArrayType array in bindings.Arrays)
        {
            string element = array.Element;
            yield return $"internal unsafe struct {array.Name}";
            yield return "{";
            yield return $"    public static readonly int Size = {array.Length};";
            yield return Primitive.Contains(element)
                ? $"    private fixed {element} _[{array.Length}];"
                : $"    private {element} {string.Join(", ", Enumerable.Range(0, array.Length).Select(i => $"_{i}"))};";
            yield return string.Empty;
            yield return $"    public {element} this[uint i]";
            yield return "    {";
            string start = Primitive.Contains(element) ? "_" : "&_0";
            yield return $"        get {{ if (i >= {array.Length}) throw new ArgumentOutOfRangeException(nameof(i)); fixed ({element}* p = {start}) {{ return p[i]; }} }}";
            yield return $"        set {{ if (i >= {array.Length}) throw new ArgumentOutOfRangeException(nameof(i)); fixed ({element}* p = {start}) {{ p[i] = value; }} }}";
            yield return "    }";
            yield return string.Empty;
            yield return $"    public {element}[] ToArray() {{ var a = new {element}[{array.Length}]; for (uint i = 0; i < {array.Length}; i++) {{ a[i] = this[i]; }} return a; }}";
            yield return $"    public void UpdateFrom({element}[] array) {{ for (uint i = 0; i < Math.Min({array.Length}, array.Length); i++) {{ this[i] = array[i]; }} }}";
            yield return $"    public static implicit operator {element}[]({array.Name} @struct) => @struct.ToArray();";
            yield return "}";
            yield return string.Empty;
        }
    }
}
