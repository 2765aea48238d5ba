using System.Security.Cryptography;
using OrleansOps.Hosting;
using OrleansOps.Operators.Terraform;
using OrleansOps.Secrets;

namespace OrleansOps.Tests.Gateway.Secrets;

/// <summary>A key takes the place of another one while something is sealed with that.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class SealingKeysTests
{
    private static readonly byte[] Old = RandomNumberGenerator.GetBytes(SecretsKey.Length);
    private static readonly byte[] New = RandomNumberGenerator.GetBytes(SecretsKey.Length);

    [Fact]
    public void WhatWasSealedWithTheOldKey_OpensWhileItIsThere_AndTheNewOneSeals()
    {
        var (before, between, after) = (new SecretSeal(new SecretsKey(Old)), new SecretSeal(new SecretsKey(New, Old)), new SecretSeal(new SecretsKey(New)));
        var old = before.Seal("db", "correct horse");
        var fresh = between.Seal("db", "battery staple");

        Assert.Equal(("correct horse", "battery staple"), (between.Open("db", old), between.Open("db", fresh)));
        Assert.Equal((null, "battery staple"), (after.Open("db", old), after.Open("db", fresh)));
        Assert.Null(before.Open("db", fresh));
        Assert.Null(between.Open("other", fresh));
        Assert.Equal((after.Key, true), (between.Key, before.Key != after.Key));
    }

    [Fact]
    public void SecretsOfTasksAndStatesOfTerraform_GoByTheSameKeys()
    {
        var (before, after) = (new TaskSecrets(new SecretsKey(Old)), new TaskSecrets(new SecretsKey(New, Old)));
        var values = before.Seal("t", new Dictionary<string, string?> { ["A"] = "value" })!;
        Assert.Equal("value", after.Open("t", values)!["A"]);
        Assert.Equal(("t", 3), after.ReadFileToken(before.FileToken("t", 3)));   // made by a gateway that was not started again yet
        Assert.Null(before.ReadFileToken(after.FileToken("t", 3)));
        Assert.Null(after.ReadFileToken(before.FileToken("t", 3).Replace(".3.", ".4.", StringComparison.Ordinal)));

        var part = new StateSeal(new SecretsKey(Old)).Seal("w", "c", 0, [1, 2, 3]);
        Assert.Equal([1, 2, 3], new StateSeal(new SecretsKey(New, Old)).Open("w", "c", 0, part)!);
        Assert.Null(new StateSeal(new SecretsKey(New)).Open("w", "c", 0, part));
    }

    [Fact]
    public void WhatIsSealedForOneUse_OpensForNoOther()
    {
        var keys = new SecretsKey(Old);
        var stored = new SecretSeal(keys).Seal("A", "value");

        Assert.Null(new TaskSecrets(keys).Open("A", new Dictionary<string, byte[]> { ["A"] = stored }));
        Assert.Null(new SealingKeys(keys, "another").Open("A", stored));
    }

    [Fact]
    public void TheEnvironmentMayGiveThem_InPlaceOfTheFile()
    {
        var given = SecretsKey.Read(new GatewayOptions { SecretsKey = $"{Convert.ToBase64String(New)}, {Convert.ToBase64String(Old)}" });

        Assert.Equal([New, Old], given.All);
        Refused(new GatewayOptions { SecretsKey = Convert.ToBase64String(New), SecretsKeyFile = "/key" }, "Give one of them");
        Refused(new GatewayOptions { SecretsKey = $"{Convert.ToBase64String(New)},{Convert.ToBase64String(New)}" }, "holds one key twice");
        Refused(new GatewayOptions { SecretsKey = "AAAA" }, "must hold 32 bytes as base64");
        Refused(new GatewayOptions { SecretsKey = "" }, "must hold 32 bytes as base64");
        Refused(new GatewayOptions { SecretsKey = string.Join(',', Enumerable.Range(0, 9).Select(_ => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)))) }, "the limit is 8");
    }

    [Fact]
    public void TheFileHasOneALine()
    {
        using var folder = new TemporaryDirectory();
        var file = folder.File("keys");
        File.WriteAllText(file, $"{Convert.ToBase64String(New)}\n{Convert.ToBase64String(Old)}\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead);

        Assert.Equal([New, Old], SecretsKey.Read(new GatewayOptions { SecretsKeyFile = file }).All);
    }

    private static void Refused(GatewayOptions options, string complaint)
    {
        var refused = Assert.Throws<InvalidDataException>(() => SecretsKey.Read(options));
        Assert.Contains(complaint, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(New), refused.Message, StringComparison.Ordinal);
    }
}
