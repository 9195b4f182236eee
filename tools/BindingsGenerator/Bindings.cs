using System.Xml.Linq;

namespace GiftGrab.Tools.Bindings;

internal sealed record Parameter(string Type, string Name);

internal sealed record Function(string Name, string Library, string Result, IReadOnlyList<Parameter> Parameters);

internal sealed record Struct(string Name, bool IsUnion, IReadOnlyList<Parameter> Fields);

internal sealed record ArrayType(string Name, string Element, int Length);

internal sealed record EnumType(string Name, XElement Declaration);

internal sealed record DelegateType(string Name, string Result, IReadOnlyList<Parameter> Parameters);

/// <summary>The wanted functions, and every type that can be reached from them.</summary>
internal sealed class Bindings
{
    private readonly Headers _headers;
    private readonly TypeMapper _types;
    private readonly SortedDictionary<string, Struct?> _structs = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, DelegateType?> _delegates = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ArrayType> _arrays = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, EnumType> _enums = new(StringComparer.Ordinal);

    public Bindings(Headers headers, MemberList members)
    {
        _headers = headers;
        _types = new TypeMapper(headers, this);
        Functions = [.. members.Functions.Select(Bind)];
        foreach (string name in members.Types)
        {
            XElement type = headers.Types.GetValueOrDefault(name) ?? throw new BindingsException($"The headers declare no type {name}.");
            _ = type.Name.LocalName == "Enumeration" ? AddEnum(type, name) : AddStruct(type, name);
        }
    }

    public IReadOnlyList<Function> Functions { get; }

    public IEnumerable<Struct> Structs => _structs.Values.OfType<Struct>();

    public IEnumerable<DelegateType> Delegates => _delegates.Values.OfType<DelegateType>();

    public IEnumerable<ArrayType> Arrays => _arrays.Values;

    public IEnumerable<EnumType> Enums => _enums.Values;

    public string AddStruct(XElement type, string place)
    {
        string name = type.Attribute("name")?.Value is { Length: > 0 } given ? given : place;
        if (_structs.TryAdd(name, null))
        {
            // The package names a callback inside a nameless union by its field alone.
            string owner = type.Attribute("name")?.Value is { Length: > 0 } ? name : string.Empty;
            _structs[name] = new Struct(name, type.Name.LocalName == "Union", [.. FieldsOf(type, owner)]);
        }

        return name;
    }

    public string AddEnum(XElement type, string place)
    {
        string name = type.Attribute("name")?.Value is { Length: > 0 } given ? given : place;
        _enums[name] = new EnumType(name, type);
        return name;
    }

    public string AddArray(string name, string element, int length)
    {
        _arrays[name] = new ArrayType(name, element, length);
        return name;
    }

    /// <summary>A pointer to a function: a delegate, and a struct of the same name with <c>_func</c> behind it.</summary>
    public string AddDelegate(string name, XElement type, XElement declaration)
    {
        if (_delegates.TryAdd(name, null))
        {
            if (name == "func")
            {
                // Callbacks of codecs and filters share this name; the package declares the filters' alone.
                declaration = _headers.Typedefs["avfilter_action_func"];
                type = _headers[declaration.Attribute("type")!.Value];
            }

            IReadOnlyList<string> names = DeclaratorText.ParameterNames(_headers, declaration);
            var parameters = new List<Parameter>();
            foreach (XElement argument in type.Elements("Argument"))
            {
                string parameter = names.ElementAtOrDefault(parameters.Count) is { Length: > 0 } given ? given : $"p{parameters.Count}";

                // A callback among the parameters is declared in the same lines, under the parameter's name.
                var place = new XElement(declaration);
                place.SetAttributeValue("name", parameter);
                place.SetAttributeValue("type", argument.Attribute("type")!.Value);
                parameters.Add(new Parameter(_types.Parameter(place, string.Empty, parameter), parameter));
            }

            _delegates[name] = new DelegateType(name, _types.Result(type.Attribute("returns")!.Value, name, type), parameters);
        }

        return name + "_func";
    }

    private Function Bind(string name)
    {
        XElement function = _headers.Functions.GetValueOrDefault(name) ?? throw new BindingsException($"The headers declare no function {name}.");
        return new Function(
            name,
            _headers.LibraryOf(function),
            _types.Result(function.Attribute("returns")!.Value, name, function),
            [.. function.Elements("Argument").Select((argument, index) => new Parameter(
                _types.Parameter(argument, name, NameOf(argument, index)), NameOf(argument, index)))]);
    }

    private IEnumerable<Parameter> FieldsOf(XElement type, string structName) =>
        from id in (type.Attribute("members")?.Value ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries)
        let field = _headers[id]
        where field.Name.LocalName == "Field" && field.Attribute("name")?.Value is { Length: > 0 }
        select new Parameter(_types.Field(field, structName), field.Attribute("name")!.Value);

    private static string NameOf(XElement argument, int index) =>
        argument.Attribute("name")?.Value is { Length: > 0 } name ? name : $"p{index}";
}
