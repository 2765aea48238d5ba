using System.Reflection;

namespace OrleansOps.Hosting;

/// <summary>Which program this is.</summary>
internal static class ServerVersion
{
    public static readonly string Text =
        (typeof(ServerVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+')[0];

    public static readonly Rest.ServerView View = new(Text);
}
