using System.Reflection;
using System.Runtime.CompilerServices;

namespace OrleansOps.Embedded;

/// <summary>A new value of a state's type, with or without a constructor for it.</summary>
internal static class NewInstance
{
    public static T Of<T>() =>
        typeof(T).IsValueType ? default!
        : typeof(T) == typeof(string) || typeof(T).IsArray || typeof(T).IsAbstract ? default!
        : typeof(T).GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, []) is { } constructor ? (T)constructor.Invoke(null)
        : (T)RuntimeHelpers.GetUninitializedObject(typeof(T));
}
