using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace OrleansOps.Conformance;

/// <summary>The public types and members of an assembly, one line each. Overrides are left out: the overridden member is what callers see.</summary>
internal static class PublicSignatures
{
    private static readonly SignatureNames Names = new();

    public static IEnumerable<string> Of(Stream assembly)
    {
        using var image = new PEReader(assembly, PEStreamOptions.LeaveOpen);
        var reader = image.GetMetadataReader();
        foreach (var handle in reader.TypeDefinitions.Where(handle => IsVisible(reader, handle)))
        {
            var name = SignatureNames.FullName(reader, handle);
            var type = reader.GetTypeDefinition(handle);
            yield return Describe(reader, type, name);

            foreach (var method in type.GetMethods().Select(reader.GetMethodDefinition).Where(IsVisible))
            {
                yield return Describe(reader, method, name);
            }

            foreach (var field in type.GetFields().Select(reader.GetFieldDefinition).Where(IsVisible))
            {
                yield return $"{name}: field {field.DecodeSignature(Names, null)} {reader.GetString(field.Name)}{Constant(reader, field.GetDefaultValue())}";
            }
        }
    }

    /// <summary>The type that a line belongs to.</summary>
    public static string TypeOf(string line) => line[..line.IndexOf(": ", StringComparison.Ordinal)];

    private static bool IsVisible(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        return (type.Attributes & TypeAttributes.VisibilityMask) switch
        {
            TypeAttributes.Public => true,
            TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem => IsVisible(reader, type.GetDeclaringType()),
            _ => false,
        };
    }

    private static bool IsVisible(MethodDefinition method) =>
        (method.Attributes & MethodAttributes.MemberAccessMask) is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem
        && (!Has(method, MethodAttributes.Virtual) || Has(method, MethodAttributes.NewSlot));

    private static bool Has(MethodDefinition method, MethodAttributes attribute) => (method.Attributes & attribute) != MethodAttributes.PrivateScope;

    private static bool IsVisible(FieldDefinition field) =>
        (field.Attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem
        && (field.Attributes & FieldAttributes.SpecialName) == FieldAttributes.PrivateScope;

    private static string Describe(MetadataReader reader, TypeDefinition type, string name)
    {
        var attributes = type.Attributes;
        var isInterface = (attributes & TypeAttributes.Interface) != TypeAttributes.NotPublic;
        var isSealed = (attributes & TypeAttributes.Sealed) != TypeAttributes.NotPublic;
        var isAbstract = (attributes & TypeAttributes.Abstract) != TypeAttributes.NotPublic;
        var kind = isInterface ? "interface" : isSealed && isAbstract ? "static class" : isSealed ? "sealed" : isAbstract ? "abstract class" : "class";
        return $"{name}: {kind} from {(type.BaseType.IsNil ? "nothing" : NameOf(reader, type.BaseType))}";
    }

    private static string Describe(MetadataReader reader, MethodDefinition method, string type)
    {
        var signature = method.DecodeSignature(Names, null);
        var parameters = method.GetParameters().Select(reader.GetParameter).Where(parameter => parameter.SequenceNumber > 0)
            .ToDictionary(parameter => parameter.SequenceNumber);
        var list = signature.ParameterTypes.Select((parameterType, i) => $"{parameterType} {Parameter(reader, parameters.GetValueOrDefault(i + 1))}");
        var isStatic = signature.Header.IsInstance ? "" : "static ";
        var isVirtual = Has(method, MethodAttributes.Virtual) && !Has(method, MethodAttributes.Final) ? "virtual " : "";
        var access = (method.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public ? "" : "protected ";
        var arity = signature.GenericParameterCount == 0 ? "" : $"<{signature.GenericParameterCount}>";
        return $"{type}: {access}{isStatic}{isVirtual}{signature.ReturnType} {reader.GetString(method.Name)}{arity}({string.Join(", ", list)})";
    }

    private static string Parameter(MetadataReader reader, Parameter parameter) => parameter.Name.IsNil
        ? ""
        : $"{reader.GetString(parameter.Name)}{Constant(reader, parameter.GetDefaultValue())}";

    private static string Constant(MetadataReader reader, ConstantHandle handle)
    {
        if (handle.IsNil)
        {
            return "";
        }

        var constant = reader.GetConstant(handle);
        return $" = {reader.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode) ?? "null"}";
    }

    private static string NameOf(MetadataReader reader, EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeDefinition => Names.GetTypeFromDefinition(reader, (TypeDefinitionHandle)handle, 0),
        HandleKind.TypeReference => Names.GetTypeFromReference(reader, (TypeReferenceHandle)handle, 0),
        _ => Names.GetTypeFromSpecification(reader, null, (TypeSpecificationHandle)handle, 0),
    };
}
