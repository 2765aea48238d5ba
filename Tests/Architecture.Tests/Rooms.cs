using Mono.Cecil;
using Mono.Cecil.Cil;

namespace OrleansOps.Architecture;

/// <summary>
/// Which folders of a project use which others, read from its built assembly: a using directive that nothing needs counts for nothing. A
/// constant is not seen, since the compiler copies it; nor is what an attribute names.
/// </summary>
internal static class Rooms
{
    /// <summary>Each use of another room once, with the types that it was seen in.</summary>
    public static IReadOnlyDictionary<(string From, string To), string> UsesIn(string project)
    {
        var folders = Repository.SourceOf(project)
            .GroupBy(file => Path.GetFileName(file).Split('.')[0], StringComparer.Ordinal)
            .ToDictionary(type => type.Key, type => Path.GetDirectoryName(type.First()[(project.Length + 1)..])!.Replace('\\', '/'), StringComparer.Ordinal);
        using var module = ModuleDefinition.ReadModule(Repository.AssemblyOf(project));
        var uses =
            from type in module.Types
            let name = NameOf(type)
            where folders.ContainsKey(name)
            from used in UsedBy(type).SelectMany(Parts).OfType<TypeDefinition>()
            let other = NameOf(used)
            where folders.ContainsKey(other) && !string.Equals(folders[name], folders[other], StringComparison.Ordinal)
            group $"{name} uses {other}" by (folders[name], folders[other]);
        return uses.ToDictionary(use => use.Key, use => string.Join(", ", use.Distinct(StringComparer.Ordinal).Take(5)));
    }

    private static string NameOf(TypeDefinition type) => type.Name.Split('`')[0];

    private static IEnumerable<TypeReference?> UsedBy(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(face => face.InterfaceType),
        .. type.CustomAttributes.Select(attribute => attribute.AttributeType),
        .. type.Fields.Select(field => field.FieldType),
        .. type.Methods.SelectMany(UsedBy),
        .. type.NestedTypes.SelectMany(UsedBy),
    ];

    private static IEnumerable<TypeReference?> UsedBy(MethodDefinition method) =>
    [
        method.ReturnType,
        .. method.Parameters.Select(parameter => parameter.ParameterType),
        .. method.CustomAttributes.Select(attribute => attribute.AttributeType),
        .. method.HasBody ? method.Body.Variables.Select(variable => variable.VariableType) : [],
        .. method.HasBody ? method.Body.Instructions.SelectMany(UsedBy) : [],
    ];

    private static IEnumerable<TypeReference?> UsedBy(Instruction step) => step.Operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        GenericInstanceMethod method => [method.DeclaringType, method.ReturnType, .. method.GenericArguments],
        MethodReference method => [method.DeclaringType, method.ReturnType],
        _ => [],
    };

    /// <summary>The types that one is made of, those inside others as the ones around them.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null => [],
        GenericInstanceType generic => [.. Parts(generic.ElementType), .. generic.GenericArguments.SelectMany(Parts)],
        TypeSpecification made => Parts(made.ElementType),
        { DeclaringType: { } around } => Parts(around),
        _ => [type],
    };
}
