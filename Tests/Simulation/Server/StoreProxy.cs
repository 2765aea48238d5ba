using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using OrleansOps.Simulation.Time;

namespace OrleansOps.Simulation.Server;

/// <summary>A store of the grains, behind the way to Redis: whatever interface it has, each call takes time and may fail.</summary>
[SuppressMessage("Performance", "CA1852:Seal internal types", Justification = "Its subtypes are made at run time.")]
internal class StoreProxy : DispatchProxy
{
    private static readonly ConcurrentDictionary<MethodInfo, Func<StoreProxy, object?[], Task>> Calls = new();

    private Type _face = null!;
    private Database _database = null!;
    private Life _caller = null!;

    public static object Create(Type face, Database database, Life caller)
    {
        var made = Create(face, typeof(StoreProxy));
        var proxy = (StoreProxy)made;
        (proxy._face, proxy._database, proxy._caller) = (face, database, caller);
        return made;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        Calls.GetOrAdd(targetMethod!, CallOf)(this, args ?? []);

    private static Func<StoreProxy, object?[], Task> CallOf(MethodInfo method)
    {
        var result = method.ReturnType.IsGenericType ? method.ReturnType.GetGenericArguments()[0] : typeof(bool);
        var call = typeof(StoreProxy).GetMethod(nameof(Call), BindingFlags.Instance | BindingFlags.NonPublic)!.MakeGenericMethod(result);
        var open = call.CreateDelegate<Func<StoreProxy, MethodInfo, object?[], Task>>();
        return (proxy, args) => open(proxy, method, args);
    }

    private Task<T> Call<T>(MethodInfo method, object?[] args) => _database.Redis.Call(
        _caller, $"{_face.Name}.{method.Name}", () => _database.Apply(_face, method, args) is Task<T> answer ? Result(answer) : default!);

    // The stores in memory have answered when they return.
    private static T Result<T>(Task<T> answer) => answer.GetAwaiter().GetResult();
}
