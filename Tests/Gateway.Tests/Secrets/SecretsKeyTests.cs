using System.Runtime.Versioning;
using System.Security.Cryptography;
using OrleansOps.Hosting;
using OrleansOps.Secrets;

namespace OrleansOps.Tests.Gateway.Secrets;

[SupportedOSPlatform("linux")]
public sealed class SecretsKeyTests : IDisposable
{
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _folder = Directory.CreateTempSubdirectory("ops-key-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_AFileOfItsOwn_IsTheKey()
    {
        var bytes = RandomNumberGenerator.GetBytes(SecretsKey.Length);

        Assert.Equal(bytes, Read(Written(Convert.ToBase64String(bytes), Mine)).All.Single());
        Assert.Equal(bytes, Read(Written(Convert.ToBase64String(bytes), Mine | UnixFileMode.GroupRead)).All.Single());   // gateways of several users
    }

    /// <summary>A secret of Kubernetes is a link to a file in a folder that is replaced as a whole.</summary>
    [Fact]
    public void Read_BehindALink_IsTheKeyOfTheFileWithItsMode()
    {
        var bytes = RandomNumberGenerator.GetBytes(SecretsKey.Length);
        var link = File.CreateSymbolicLink(Path.Combine(_folder, "secrets-key"), Written(Convert.ToBase64String(bytes), UnixFileMode.UserRead | UnixFileMode.GroupRead)).FullName;

        Assert.Equal(bytes, Read(link).All.Single());
        File.SetUnixFileMode(Path.Combine(_folder, "key"), Mine | UnixFileMode.OtherRead);
        Assert.Throws<InvalidDataException>(() => Read(link));
    }

    [Theory]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    public void Read_WhatOthersKnowOrMayChange_IsRefused(UnixFileMode more)
    {
        var refused = Assert.Throws<InvalidDataException>(() => Read(Written(Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretsKey.Length)), Mine | more)));

        Assert.Contains("chmod 600", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense", "must hold 32 bytes as base64")]
    [InlineData("AAAA", "must hold 32 bytes as base64")]
    [InlineData(null, "which is not there")]
    public void Read_WhatIsNoKey_IsRefusedWithTheSettingAndHowToMakeOne(string? content, string complaint)
    {
        var file = content is null ? Path.Combine(_folder, "none") : Written(content, Mine);

        var refused = Assert.Throws<InvalidDataException>(() => Read(file));

        Assert.StartsWith("Gateway:SecretsKeyFile ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(complaint, refused.Message, StringComparison.Ordinal);
        Assert.Contains("head -c 32 /dev/urandom | base64", refused.Message, StringComparison.Ordinal);
    }

    private static SecretsKey Read(string file) => SecretsKey.Read(new GatewayOptions { SecretsKeyFile = file });

    private string Written(string content, UnixFileMode mode)
    {
        var file = Path.Combine(_folder, "key");
        File.WriteAllText(file, content);
        File.SetUnixFileMode(file, mode);
        return file;
    }
}
