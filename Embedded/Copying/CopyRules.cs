using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Numerics;
using System.Text;
using Orleans.Serialization;

namespace OrleansOps.Embedded;

/// <summary>Which types are shared, which are copied and how, and which are refused.</summary>
internal static class CopyRules
{
    private static readonly HashSet<Type> SharedTypes =
    [
        typeof(string), typeof(decimal), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(DateOnly),
        typeof(TimeOnly), typeof(Guid), typeof(Uri), typeof(Version), typeof(BigInteger), typeof(Half), typeof(Int128), typeof(UInt128),
        typeof(Rune), typeof(IPAddress), typeof(IPEndPoint), typeof(CultureInfo), typeof(CancellationToken), typeof(Nothing),
    ];

    private static readonly HashSet<Type> ImmutableContainers =
    [
        typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableDictionary<,>), typeof(ImmutableHashSet<>), typeof(ImmutableQueue<>),
        typeof(ImmutableStack<>), typeof(ImmutableSortedDictionary<,>), typeof(ImmutableSortedSet<>), typeof(KeyValuePair<,>), typeof(Nullable<>),
    ];

    private static readonly ConcurrentDictionary<Type, Func<object, CopyContext, object>> ByRuntimeType = new();

    public static bool IsShared(Type type) =>
        type.IsPrimitive || type.IsEnum || SharedTypes.Contains(type)
        || typeof(Exception).IsAssignableFrom(type) || typeof(GrainReference).IsAssignableFrom(type) || typeof(Type).IsAssignableFrom(type)
        || type.IsDefined(typeof(ImmutableAttribute), inherit: false)
        || (type.IsGenericType && (ImmutableContainers.Contains(type.GetGenericTypeDefinition()) || IsTuple(type)) && type.GetGenericArguments().All(IsShared));

    /// <summary>A reference to a grain or observer: shared, and a grain that is passed itself becomes a reference.</summary>
    public static bool IsAddressable(Type type) => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type);

    public static bool IsTuple(Type type) => type.FullName is { } name
        && (name.StartsWith("System.Tuple`", StringComparison.Ordinal) || name.StartsWith("System.ValueTuple`", StringComparison.Ordinal));

    public static Func<object, CopyContext, object> CopierOf(Type type) => ByRuntimeType.GetOrAdd(type, static type =>
        (typeof(Delegate).IsAssignableFrom(type) ? null : typeof(Copier<>).MakeGenericType(type).GetMethod(nameof(Copier<>.CopyObject)))!
            ?.CreateDelegate<Func<object, CopyContext, object>>() ?? throw Refusal(type));

    public static CopyValue<T> Build<T>()
    {
        var type = typeof(T);
        if (IsAddressable(type))
        {
            return static (value, _) => ToReference(value);
        }

        if (typeof(IGrainBase).IsAssignableFrom(type))
        {
            return static (value, _) => throw new SerializationOfGrainException(value!.GetType());
        }

        if (type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false) || IsTuple(type) || IsGeneric(type, typeof(KeyValuePair<,>)))
        {
            return type.IsAbstract ? Refuse<T>() : MemberCopier.Build<T>();
        }

        return CollectionCopiers.TryBuild<T>() ?? Refuse<T>();
    }

    /// <summary>The type in a declaration that can never be copied, or null. What is declared as a base type or an interface shows at run time.</summary>
    public static Type? FindRefused(Type type)
    {
        if (IsShared(type) || type.IsInterface || type == typeof(object) || type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))
        {
            return null;
        }

        if (type.IsSZArray)
        {
            return FindRefused(type.GetElementType()!);
        }

        return type.IsGenericType && (IsTuple(type) || IsGeneric(type, typeof(KeyValuePair<,>)) || CollectionCopiers.Knows(type))
            ? Array.Find(type.GetGenericArguments(), argument => FindRefused(argument) is not null)
            : type;
    }

    public static bool IsGeneric(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;

    private static CopyValue<T> Refuse<T>() => static (value, _) => throw Refusal(value!.GetType());

    private static T ToReference<T>(T value) => value switch
    {
        GrainReference => value,
        IGrainBase grain => (T)((IAddressable)grain).AsReference(typeof(T)),
        _ => throw new NotSupportedException(
            $"{value!.GetType()} was passed to a grain as itself. Pass the reference that {nameof(IGrainFactory.CreateObjectReference)} gives."),
    };

    private static CodecNotFoundException Refusal(Type type) => new(
        $"A value of type {type} cannot cross a grain call or be stored. Mark the type with [GenerateSerializer] and its members with [Id], or use "
        + "an array, a list or a dictionary.");

    private sealed class SerializationOfGrainException(Type type)
        : SerializerException($"The grain {type} was passed as its class. Declare the parameter as its grain interface.");
}
