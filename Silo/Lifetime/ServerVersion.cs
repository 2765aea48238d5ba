using System.Reflection;

namespace OrleansOps.Lifetime;

/// <summary>Which version this is. Gateways and silos are built together.</summary>
public static class ServerVersion
{
    public static readonly string Text =
        (typeof(ServerVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+')[0];
}
