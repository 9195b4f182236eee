namespace GiftGrab.Tools.Bindings;

/// <summary>Writes enums under the names that C gives their members.</summary>
internal static class EnumWriter
{
    public static IEnumerable<string> Write(Bindings bindings)
    {
        foreach (EnumType type in bindings.Enums)
        {
            var values = type.Declaration.Elements("EnumValue").Select(value => (Name: value.Attribute("name")!.Value, Value: value.Attribute("init")!.Value)).ToList();
            yield return $"internal enum {type.Name} : int";
            yield return "{";
            foreach ((string name, string value) in values)
            {
                yield return $"    @{name} = {value},";
            }

            yield return "}";
            yield return string.Empty;
        }
    }
}
