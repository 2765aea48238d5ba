using Microsoft.Extensions.Options;
using static OrleansOps.Hosting.TestAuthority;

namespace OrleansOps.Hosting;

public sealed class SiloSettingsTests
{
    [Theory]
    [InlineData("--Cluster:Adress=127.0.0.1", "'Cluster:Adress'")]
    [InlineData("--Cluster:Tls:Certficate=x", "'Cluster:Tls:Certficate'")]
    [InlineData("--Redis:Connection=x", "'Redis:Connection'")]
    [InlineData("--Tasks:AgentGrase=00:01:00", "'Tasks:AgentGrase'")]
    [InlineData("--Agents:SilenceLimt=00:01:00", "'Agents:SilenceLimt'")]
    [InlineData("--Logs:OutsideByte=1", "'Logs:OutsideByte'")]
    [InlineData("--Terraform:KeptVersion=1", "'Terraform:KeptVersion'")]
    [InlineData("--Schedules:Mots=1", "'Schedules:Mots'")]
    [InlineData("--Jobs:RetainedJob=1", "'Jobs:RetainedJob'")]
    [InlineData("--Tokens:LookEver=01:00:00", "'Tokens:LookEver'")]
    [InlineData("--Sessions:Idel=01:00:00", "'Sessions:Idel'")]
    [InlineData("--Silo:LogLevle=Debug", "'Silo:LogLevle'")]
    [InlineData("--Store=Redsi", "'Redsi'")]
    public void AMisspeltSettingIsRefusedByItsName(string setting, string named)
    {
        var refused = Assert.Throws<RefusedSettingException>(() => SiloProgram.Build([setting]));

        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Cluster:Tls", "--Cluster:Address=0.0.0.0", "--Cluster:AdvertisedAddress=10.1.2.3")]
    [InlineData("Cluster:AllowPlaintext=true", "--Cluster:Address=10.1.2.3")]
    [InlineData("Cluster:AdvertisedAddress", "--Cluster:Address=0.0.0.0", "--Cluster:AllowPlaintext=true")]
    [InlineData("Cluster:Address is 'silo-1'", "--Cluster:Address=silo-1")]
    [InlineData("must differ", "--Cluster:SiloPort=4000", "--Cluster:GatewayPort=4000")]
    [InlineData("Set all three", "--Cluster:Tls:Certificate=a")]
    [InlineData("cannot be read", "--Cluster:Tls:Certificate=no-such-file", "--Cluster:Tls:Key=no-such-file", "--Cluster:Tls:Authority=no-such-file")]
    [InlineData("ServiceId", "--Cluster:ServiceId=a b")]
    [InlineData("Set one.", "--Store=Redis", "--Redis:Password=a", "--Redis:PasswordFile=b")]
    [InlineData("Set one.", "--Store=Redis", "--Redis:ConnectionString=127.0.0.1:6379,password=a", "--Redis:Password=b")]
    [InlineData("Redis:PasswordFile cannot be read", "--Store=Redis", "--Redis:PasswordFile=no-such-file")]
    [InlineData("has 2 addresses", "--Store=Redis", "--Redis:ConnectionString=127.0.0.1:6379,127.0.0.1:6380")]
    public async Task WhatWouldOpenItToOthersOrMakesNoSenseIsRefusedAtStart(string named, params string[] settings)
    {
        var refused = await RefusalOf(settings);

        Assert.Contains(named, refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Redis:ConnectionString=127.0.0.1:6379,password=ab,se=cret")]
    [InlineData("--Redis:ConnectionString=redis://:se=cret@127.0.0.1:6379")]
    [InlineData("--Redis:ConnectionString=se=cret@127.0.0.1")]
    [InlineData("--Redis:ConnectionString=se=cret")]
    public async Task AnAddressOfRedisThatIsNoneIsRefusedWithoutAWordOfItsPassword(string setting)
    {
        var refused = await RefusalOf(["--Store=Redis", setting]);

        Assert.Contains("Redis:PasswordFile", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("cret", refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Gateway", "serverAuth")]
    [InlineData("Unsaid", "clientAuth")]
    public async Task ACertificateThatIsNotForASiloIsRefusedAtStart(string purpose, string named)
    {
        using var authority = new TestAuthority();
        using var folder = new CertificateFolder(authority, Enum.Parse<Purpose>(purpose));

        Assert.Contains(named, await RefusalOf(folder.Settings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACertificateOfAnotherAuthorityIsRefusedAtStart()
    {
        using var authority = new TestAuthority();
        using var other = new TestAuthority();
        using var folder = new CertificateFolder(authority, Purpose.Silo);
        await File.WriteAllTextAsync(folder.Authority, other.Pem);

        Assert.Contains("not signed by this cluster's authority", await RefusalOf(folder.Settings), StringComparison.Ordinal);
    }

    [Fact]
    public void ArgumentsStandAboveTheEnvironment()
    {
        Environment.SetEnvironmentVariable("OPS_Cluster__ServiceId", "from-the-environment");
        try
        {
            Assert.Equal("from-the-environment", SiloProgram.Build(["--Store=Memory"]).Configuration["Cluster:ServiceId"]);
            Assert.Equal("argument", SiloProgram.Build(["--Store=Memory", "--Cluster:ServiceId=argument"]).Configuration["Cluster:ServiceId"]);
        }
        finally
        {
            Environment.SetEnvironmentVariable("OPS_Cluster__ServiceId", null);
        }
    }

    private static async Task<string> RefusalOf(string[] settings)
    {
        var refused = await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await using var silo = RunningSilo.Begin(["--Store=Memory", .. settings]);
            await silo.Started.Within("the start is refused");
        });
        return refused is AggregateException all ? string.Join(' ', all.InnerExceptions.Select(one => one.Message)) : Assert.IsType<OptionsValidationException>(refused).Message;
    }
}
