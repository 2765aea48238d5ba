using System.Collections.Immutable;
using System.Reflection;

namespace OrleansOps.Embedded;

/// <summary>Copies of the usual collections, item by item.</summary>
internal static class CollectionCopiers
{
    private static readonly Dictionary<Type, string> Methods = new()
    {
        [typeof(List<>)] = nameof(List),
        [typeof(Dictionary<,>)] = nameof(Dictionary),
        [typeof(HashSet<>)] = nameof(HashSet),
        [typeof(Nullable<>)] = nameof(NullableValue),
        [typeof(ImmutableArray<>)] = nameof(ImmutableArrayOf),
        [typeof(ImmutableDictionary<,>)] = nameof(ImmutableDictionaryOf),
    };

    public static bool Knows(Type type) => type.IsGenericType && Methods.ContainsKey(type.GetGenericTypeDefinition());

    public static CopyValue<T>? TryBuild<T>()
    {
        var type = typeof(T);
        if (type.IsSZArray)
        {
            return Bind<T>(nameof(Array), [type.GetElementType()!]);
        }

        return type.IsGenericType && Methods.TryGetValue(type.GetGenericTypeDefinition(), out var name) ? Bind<T>(name, type.GetGenericArguments()) : null;
    }

    private static CopyValue<T> Bind<T>(string name, Type[] arguments) =>
        typeof(CollectionCopiers).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(arguments).CreateDelegate<CopyValue<T>>();

    private static T[] Array<T>(T[] original, CopyContext context)
    {
        if (original.Length == 0)
        {
            return original;
        }

        if (CopyRules.IsShared(typeof(T)))
        {
            var flat = (T[])original.Clone();
            context.Record(original, flat);
            return flat;
        }

        var copy = new T[original.Length];
        context.Record(original, copy);
        for (var i = 0; i < copy.Length; i++)
        {
            copy[i] = Copier<T>.Copy(original[i], context);
        }

        return copy;
    }

    private static List<T> List<T>(List<T> original, CopyContext context)
    {
        var copy = new List<T>(original.Count);
        context.Record(original, copy);
        foreach (var item in original)
        {
            copy.Add(Copier<T>.Copy(item, context));
        }

        return copy;
    }

    private static Dictionary<TKey, TValue> Dictionary<TKey, TValue>(Dictionary<TKey, TValue> original, CopyContext context)
        where TKey : notnull
    {
        var copy = new Dictionary<TKey, TValue>(original.Count, original.Comparer);
        context.Record(original, copy);
        foreach (var (key, value) in original)
        {
            copy.Add(Copier<TKey>.Copy(key, context), Copier<TValue>.Copy(value, context));
        }

        return copy;
    }

    private static HashSet<T> HashSet<T>(HashSet<T> original, CopyContext context) =>
        Recorded(original, new HashSet<T>(Items(original, context), original.Comparer), context);

    private static T? NullableValue<T>(T? original, CopyContext context)
        where T : struct => original is { } value ? Copier<T>.Copy(value, context) : null;

    private static ImmutableArray<T> ImmutableArrayOf<T>(ImmutableArray<T> original, CopyContext context) =>
        original.IsDefault ? original : [.. Items(original, context)];

    private static ImmutableDictionary<TKey, TValue> ImmutableDictionaryOf<TKey, TValue>(ImmutableDictionary<TKey, TValue> original, CopyContext context)
        where TKey : notnull =>
        original.ToImmutableDictionary(pair => Copier<TKey>.Copy(pair.Key, context), pair => Copier<TValue>.Copy(pair.Value, context), original.KeyComparer);

    private static IEnumerable<T> Items<T>(IEnumerable<T> original, CopyContext context) => original.Select(item => Copier<T>.Copy(item, context));

    private static T Recorded<T>(T original, T copy, CopyContext context)
        where T : notnull
    {
        context.Record(original, copy);
        return copy;
    }
}
