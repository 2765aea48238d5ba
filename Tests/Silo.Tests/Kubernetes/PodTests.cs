using Microsoft.Extensions.Configuration;

namespace OrleansOps.Hosting;

public sealed class PodTests
{
    private static readonly Dictionary<string, string?> Complete = new(StringComparer.Ordinal) { ["POD_NAME"] = "ops-silo-a", ["POD_NAMESPACE"] = "ops", ["POD_IP"] = "10.1.2.3" };

    [Fact]
    public void Read_OfACompleteManifest() => Assert.Equal(new Pod("ops-silo-a", "ops", "10.1.2.3"), Read());

    [Theory]
    [InlineData("POD_NAME", "metadata.name")]
    [InlineData("POD_NAMESPACE", "metadata.namespace")]
    [InlineData("POD_IP", "status.podIP")]
    public void Read_WithoutAVariable_SaysWhichFieldItIsSetFrom(string missing, string field)
    {
        var refused = Assert.Throws<RefusedSettingException>(() => Read(variables: (missing, "")));

        Assert.Contains($"{missing} is not set", refused.Message, StringComparison.Ordinal);
        Assert.Contains(field, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ORLEANS_SERVICE_ID", "Cluster:ServiceId")]
    [InlineData("ORLEANS_CLUSTER_ID", "Cluster:ClusterId")]
    public void Read_WithAnotherNameInOrleansVariables_NamesTheSetting(string variable, string setting)
    {
        var refused = Assert.Throws<RefusedSettingException>(() => Read(variables: (variable, "other")));

        Assert.Contains($"{variable} is 'other', and {setting} is 'ops'", refused.Message, StringComparison.Ordinal);
        Read(variables: (variable, "ops"));
    }

    [Fact]
    public void Read_CalledOtherwiseThanItsPod_IsRefused()
    {
        var refused = Assert.Throws<RefusedSettingException>(() => Read(new() { ["Cluster:Name"] = "silo-1" }));

        Assert.Contains("leave Cluster:Name out", refused.Message, StringComparison.Ordinal);
    }

    private static Pod Read(Dictionary<string, string?>? settings = null, params (string Name, string Value)[] variables) =>
        Pod.Read(
            new ConfigurationBuilder().AddInMemoryCollection(settings ?? []).Build(),
            name => variables.Where(variable => string.Equals(variable.Name, name, StringComparison.Ordinal)).Select(variable => variable.Value).FirstOrDefault() ?? Complete.GetValueOrDefault(name));
}
