using System.Reflection;
using Orleans.Concurrency;

namespace OrleansOps.Embedded;

/// <summary>What the runtime knows about one method of a grain interface.</summary>
internal sealed class MethodModel
{
    public MethodModel(MethodInfo method)
    {
        Method = method;
        Timeout = method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;
        Options = If(method.ReturnType == typeof(void) || method.IsDefined(typeof(OneWayAttribute)), CallOptions.OneWay)
            | If(method.IsDefined(typeof(ReadOnlyAttribute)), CallOptions.ReadOnly)
            | If(method.IsDefined(typeof(AlwaysInterleaveAttribute)), CallOptions.AlwaysInterleave)
            | If(method.ReturnParameter.IsDefined(typeof(ImmutableAttribute), inherit: false), CallOptions.ResultIsImmutable);
    }

    public MethodInfo Method { get; }

    public CallOptions Options { get; }

    public TimeSpan? Timeout { get; }

    public bool IsOneWay => (Options & CallOptions.OneWay) != CallOptions.None;

    /// <summary>The fields of the call that hold the arguments; null for a cancellation token.</summary>
    public FieldInfo?[] Arguments { get; set; } = [];

    public override string ToString() => $"{Method.DeclaringType!.Name}.{Method.Name}";

    private static CallOptions If(bool condition, CallOptions option) => condition ? option : CallOptions.None;
}
