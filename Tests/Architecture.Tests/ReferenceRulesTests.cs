namespace OrleansOps.Architecture;

/// <summary>The table "which may know which" of docs/architecture.md.</summary>
public sealed class ReferenceRulesTests
{
    [Theory]
    [InlineData("Protocol")]
    [InlineData("Transport")]
    [InlineData("Platform")]
    [InlineData("Grains.Interfaces")]
    [InlineData("Api", "Grains.Interfaces")]
    [InlineData("Grains", "Grains.Interfaces")]
    [InlineData("Silo", "Grains")]
    [InlineData("Gateway", "Api", "Protocol", "Transport", "Grains.Interfaces", "Silo")]
    [InlineData("HostAgent", "Protocol", "Transport", "Platform")]
    [InlineData("Cli", "Protocol", "Platform")]
    public void ProjectFile_NamesOnlyWhatItMayKnow(string project, params string[] allowed)
    {
        var unwanted = ProjectFile.Of(project).Projects.Except(allowed).ToList();

        Assert.True(unwanted.Count == 0, $"{project}.csproj references {Join(unwanted)}; it may reference {Join(allowed)}.");
    }

    [Theory]
    [InlineData("Protocol")]
    [InlineData("Transport")]
    [InlineData("Platform")]
    [InlineData("Grains.Interfaces")]
    [InlineData("Api", "Grains.Interfaces")]
    [InlineData("Grains", "Grains.Interfaces")]
    [InlineData("Silo", "Grains.Interfaces", "Grains")]
    [InlineData("Gateway", "Api", "Protocol", "Transport", "Grains.Interfaces", "Silo")]
    [InlineData("HostAgent", "Protocol", "Transport", "Platform")]
    [InlineData("Cli", "Protocol", "Platform")]
    public void Assembly_UsesOnlyWhatItMayKnow(string project, params string[] allowed)
    {
        var ours = BuiltAssembly.ReferencesOf(project).Where(name => name.StartsWith("OrleansOps.", StringComparison.Ordinal));
        var unwanted = ours.Except(allowed.Select(name => "OrleansOps." + name)).ToList();

        Assert.True(unwanted.Count == 0, $"{project} uses {Join(unwanted)}; of ours it may use {Join(allowed)}.");
    }

    [Theory]
    [InlineData("Gateway", "StackExchange.Redis", "only Silo knows Redis")]
    [InlineData("Grains", "StackExchange.Redis", "only Silo knows Redis")]
    [InlineData("Grains.Interfaces", "StackExchange.Redis", "only Silo knows Redis")]
    [InlineData("Grains", "Microsoft.AspNetCore", "grains never see sockets; Gateway is the door")]
    [InlineData("Grains", "System.Net", "grains never see sockets; Gateway is the door")]
    [InlineData("Grains.Interfaces", "Microsoft.AspNetCore", "grains never see sockets; Gateway is the door")]
    [InlineData("Api", "Microsoft.AspNetCore", "what REST says needs no server")]
    [InlineData("HostAgent", "Orleans.", "the agent knows the protocol and its host, no grains")]
    [InlineData("HostAgent", "Microsoft.Orleans", "the agent knows the protocol and its host, no grains")]
    [InlineData("HostAgent", "StackExchange.Redis", "only Silo knows Redis")]
    [InlineData("Protocol", "Microsoft.", "the protocol is records and needs no package")]
    [InlineData("Cli", "Microsoft.AspNetCore", "the command line speaks REST")]
    public void NothingUses(string project, string prefix, string because)
    {
        var used = BuiltAssembly.ReferencesOf(project).Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        var named = ProjectFile.Of(project).Packages.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).ToList();

        Assert.True(used.Count == 0, $"{project} uses {Join(used)}, but {because}.");
        Assert.True(named.Count == 0, $"{project}.csproj references the package {Join(named)}, but {because}.");
    }

    /// <summary>A file that two projects compile is two types of one name. What both need is a project that both reference.</summary>
    [Fact]
    public void NoProjectCompilesAnothersFile()
    {
        var linked = Repository.Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal) && ProjectFile.At(file).Linked.Count > 0)
            .Select(file => $"{file} compiles {Join(ProjectFile.At(file).Linked)}").ToList();

        Assert.True(linked.Count == 0, Join(linked));
    }

    [Theory]
    [InlineData("Protocol")]
    public void NeedsNoPackage(string project)
    {
        var packages = ProjectFile.Of(project).Packages;

        Assert.True(packages.Count == 0, $"{project}.csproj references the package {Join(packages)}; it must restore without any.");
    }

    private static string Join(IReadOnlyCollection<string> names) => names.Count == 0 ? "nothing" : string.Join(", ", names);
}
