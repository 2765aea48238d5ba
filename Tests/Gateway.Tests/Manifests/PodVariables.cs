namespace OrleansOps.Tests.Gateway.Manifests;

/// <summary>What Kubernetes says to a pod, while it lasts, in this process: no other test asks for it.</summary>
internal sealed class PodVariables : IDisposable
{
    private static readonly (string Name, string Value)[] All = [("POD_NAME", "ops-1"), ("POD_NAMESPACE", "ops"), ("POD_IP", "127.0.0.1")];

    public PodVariables() => Set(variable => variable.Value);

    public void Dispose() => Set(_ => null);

    private static void Set(Func<(string Name, string Value), string?> value)
    {
        foreach (var variable in All)
        {
            Environment.SetEnvironmentVariable(variable.Name, value(variable));
        }
    }
}
