using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace OrleansOps.Embedded;

/// <summary>Compiles the copy of one type, member by member: those with [Id], and the parameters of a record.</summary>
internal static class MemberCopier
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly MethodInfo RecordCopy = typeof(CopyContext).GetMethod(nameof(CopyContext.Record))!;
    private static readonly MethodInfo TypeFromHandle = typeof(Type).GetMethod(nameof(Type.GetTypeFromHandle))!;
    private static readonly MethodInfo NewUninitialized = typeof(RuntimeHelpers).GetMethod(nameof(RuntimeHelpers.GetUninitializedObject))!;

    public static CopyValue<T> Build<T>()
    {
        var type = typeof(T);
        var method = new DynamicMethod($"Copy {type}", type, [type, typeof(CopyContext)], type.Module, skipVisibility: true);
        var il = method.GetILGenerator();
        var copy = il.DeclareLocal(type);

        EmitNew(il, type, copy);
        foreach (var field in MembersOf(type))
        {
            il.Emit(type.IsValueType ? OpCodes.Ldloca : OpCodes.Ldloc, copy);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, field);
            if (!CopyRules.IsShared(field.FieldType) && !IsMarkedImmutable(field))
            {
                il.Emit(OpCodes.Ldarg_1);
                il.Emit(OpCodes.Call, CopyOf(field.FieldType));
            }

            il.Emit(OpCodes.Stfld, field);
        }

        il.Emit(OpCodes.Ldloc, copy);
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate<CopyValue<T>>();
    }

    private static void EmitNew(ILGenerator il, Type type, LocalBuilder copy)
    {
        if (type.IsValueType)
        {
            return;
        }

        if (type.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, []) is { } constructor)
        {
            il.Emit(OpCodes.Newobj, constructor);
        }
        else
        {
            il.Emit(OpCodes.Ldtoken, type);
            il.Emit(OpCodes.Call, TypeFromHandle);
            il.Emit(OpCodes.Call, NewUninitialized);
            il.Emit(OpCodes.Castclass, type);
        }

        il.Emit(OpCodes.Stloc, copy);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldloc, copy);
        il.Emit(OpCodes.Call, RecordCopy);
    }

    private static MethodInfo CopyOf(Type type) => typeof(Copier<>).MakeGenericType(type).GetMethod(nameof(Copier<>.Copy), [type, typeof(CopyContext)])!;

    private static IEnumerable<FieldInfo> MembersOf(Type type)
    {
        for (var level = type; level is not null && level != typeof(object) && level != typeof(ValueType); level = level.BaseType!)
        {
            var all = !level.IsDefined(typeof(GenerateSerializerAttribute), inherit: false);
            if (all && level != type)
            {
                continue;
            }

            var parameters = RecordParameters(level);
            foreach (var field in level.GetFields(Declared).Where(field => all || IsMember(field, parameters)))
            {
                yield return field;
            }
        }
    }

    private static bool IsMember(FieldInfo field, HashSet<string> parameters) =>
        field.IsDefined(typeof(IdAttribute))
        || (PropertyOf(field) is { } property && (property.IsDefined(typeof(IdAttribute)) || parameters.Contains(property.Name)));

    private static bool IsMarkedImmutable(FieldInfo field) =>
        field.IsDefined(typeof(ImmutableAttribute)) || PropertyOf(field)?.IsDefined(typeof(ImmutableAttribute)) == true;

    private static PropertyInfo? PropertyOf(FieldInfo field) =>
        field.Name.StartsWith('<') && field.Name.IndexOf('>', StringComparison.Ordinal) is > 1 and var end
            ? field.DeclaringType!.GetProperty(field.Name[1..end], Declared)
            : null;

    private static HashSet<string> RecordParameters(Type type)
    {
        var isRecord = type.GetMethod("PrintMembers", Declared) is not null;
        var primary = !isRecord ? null : type.GetConstructors(Declared).FirstOrDefault(constructor =>
            constructor.GetParameters() is { Length: > 0 } parameters
            && parameters.All(parameter => type.GetProperty(parameter.Name!, Declared)?.PropertyType == parameter.ParameterType));
        return primary?.GetParameters().Select(parameter => parameter.Name!).ToHashSet(StringComparer.Ordinal) ?? [];
    }
}
