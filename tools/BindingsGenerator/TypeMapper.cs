using System.Globalization;
using System.Xml.Linq;

namespace GiftGrab.Tools.Bindings;

/// <summary>Turns C types into C# types, and notes every type that it meets on the way.</summary>
internal sealed class TypeMapper(Headers headers, Bindings bindings)
{
    private static readonly Dictionary<string, string> Fundamental = new()
    {
        ["void"] = "void",
        ["char"] = "byte",
        ["signed char"] = "sbyte",
        ["unsigned char"] = "byte",
        ["short int"] = "short",
        ["short unsigned int"] = "ushort",
        ["int"] = "int",
        ["unsigned int"] = "uint",
        ["long int"] = "long",
        ["long unsigned int"] = "ulong",
        ["long long int"] = "long",
        ["long long unsigned int"] = "ulong",
        ["float"] = "float",
        ["double"] = "double",
    };

    /// <summary>The type of a struct's field.</summary>
    public string Field(XElement field, string structName) =>
        Map(field.Attribute("type")!.Value, $"{structName}_{field.Attribute("name")!.Value}", field);

    /// <summary>The type of a parameter: constant text becomes a string, a sized array a reference.</summary>
    /// <param name="argument">The parameter as castxml describes it.</param>
    /// <param name="owner">The function; empty for a callback, whose own callbacks are named by their parameter alone.</param>
    /// <param name="name">The parameter's name.</param>
    public string Parameter(XElement argument, string owner, string name)
    {
        if (argument.Attribute("original_type")?.Value is { } original)
        {
            if (headers[original] is not { Name.LocalName: "ArrayType" } array)
            {
                return Map(original, name, argument);
            }

            return array.Attribute("max")?.Value is { Length: > 0 } ? "ref " + Map(original, name, argument) : Map(array.Attribute("type")!.Value, name, argument) + "[]";
        }

        if (owner.Length == 0 && DeclaratorText.IsPlaneArray(headers, argument))
        {
            return "ref " + bindings.AddArray("int_array8", "int", 8);
        }

        string id = argument.Attribute("type")!.Value;
        return IsConstantText(id) ? "string" : Map(id, owner.Length == 0 ? name : $"{owner}_{name}", argument);
    }

    public string Result(string id, string owner, XElement declaration) => IsConstantText(id) ? "string" : Map(id, owner + "_result", declaration);

    private bool IsConstantText(string id)
    {
        XElement type = Bare(id, out _);
        return type.Name.LocalName == "PointerType"
            && Bare(type.Attribute("type")!.Value, out bool isConstant) is { Name.LocalName: "FundamentalType" } target
            && isConstant && target.Attribute("name")!.Value == "char";
    }

    /// <summary>Maps a type that is met at <paramref name="place"/>; <paramref name="declaration"/> is where the header names a callback.</summary>
    private string Map(string id, string place, XElement declaration)
    {
        XElement type = headers[id];
        switch (type.Name.LocalName)
        {
            case "FundamentalType":
                return Fundamental[type.Attribute("name")!.Value];
            case "CvQualifiedType" or "ElaboratedType":
                return Map(type.Attribute("type")!.Value, place, declaration);
            case "Typedef" when type.Attribute("name")!.Value == "va_list":
                return "byte*";
            case "Typedef":
                return Map(type.Attribute("type")!.Value, place, IsFunction(id) || PointsToFunction(id) ? type : declaration);
            case "PointerType":
                return Map(type.Attribute("type")!.Value, place, declaration) + (IsFunction(type.Attribute("type")!.Value) ? string.Empty : "*");
            case "FunctionType":
                return bindings.AddDelegate(place, type, declaration);
            case "ArrayType":
                return Array(type, place, declaration);
            case "Enumeration":
                return bindings.AddEnum(type, place);
            case "Struct" when type.Attribute("name")!.Value == "__va_list_tag":
                return "byte";
            case "Struct" or "Union":
                return bindings.AddStruct(type, place);
            default:
                throw new NotSupportedException($"{type.Name.LocalName} at {place}");
        }
    }

    private string Array(XElement type, string place, XElement declaration)
    {
        int length = int.Parse(type.Attribute("max")!.Value, CultureInfo.InvariantCulture) + 1;
        string element = Map(type.Attribute("type")!.Value, place, declaration);
        string name = element.EndsWith('*') ? $"{element[..^1]}_ptrArray{length}" : $"{element}_array{length}";
        return bindings.AddArray(name, element, length);
    }

    private bool IsFunction(string id) => Bare(id, out _).Name.LocalName == "FunctionType";

    private bool PointsToFunction(string id) =>
        Bare(id, out _) is { Name.LocalName: "PointerType" } pointer && IsFunction(pointer.Attribute("type")!.Value);

    private XElement Bare(string id, out bool isConstant)
    {
        isConstant = false;
        XElement type = headers[id];
        while (type.Name.LocalName is "CvQualifiedType" or "ElaboratedType" or "Typedef")
        {
            isConstant |= type.Attribute("const")?.Value == "1";
            type = headers[type.Attribute("type")!.Value];
        }

        return type;
    }
}
