using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OrleansOps.HostAgent.Logs;

namespace OrleansOps.AgentTests.Logs;

/// <summary>A secret is found in whatever the usual programs make of it.</summary>
public sealed class SecretMaskTests
{
    private const string Hard = "p@ss \"w'ord\" $1/\\x+ü€";

    private static readonly Gen<string> Secrets =
        from length in Gen.Choose(4, 60)
        from characters in Gen.Elements("abcXYZ0189 +/=_-.~!*'()\"\\$`%&<>\tüé€".ToCharArray()).ListOf(length)
        select new string([.. characters]);

    [Fact]
    public void Cover_WhateverIsEncodedWithIt_NothingOfItsInnerBytesIsLeftInBase64() => Prop.ForAll(Around(), around =>
    {
        var bytes = Encoding.UTF8.GetBytes(around.Secret);
        var text = Convert.ToBase64String([.. around.Before, .. bytes, .. around.After]);

        var covered = Cover(around.Secret, text);

        var (from, to) = (Up(around.Before.Length * 4, 3), (around.Before.Length + bytes.Length) * 4 / 3);
        Assert.True(covered[from..to].All(character => character == '*'), $"{text} became {covered}: characters {from} to {to} are of the secret alone.");
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Cover_AnySecretAnywhere_ItIsCoveredAndTheRestIsNot() => Prop.ForAll(Arb.From(Secrets), secret =>
    {
        var text = $"#{secret}#{Uri.EscapeDataString(secret)}#{Convert.ToHexString(Encoding.UTF8.GetBytes(secret))}#\n#{secret}{secret}#";

        var covered = Cover(secret, text);

        Assert.Equal(secret.Contains('#', StringComparison.Ordinal) ? 0 : 6, covered.Count(character => character == '#'));
        Assert.Equal(Encoding.UTF8.GetByteCount(text), Encoding.UTF8.GetByteCount(covered));
        Assert.All(covered.Where(character => character is not ('#' or '\n')), character => Assert.Equal('*', character));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Theory]
    [InlineData("printf %s \"$S\"")]
    [InlineData("printf %s \"$S\" | base64 -w0")]
    [InlineData("echo \"$S\" | base64 -w0")]
    [InlineData("printf %s \"$S\" | base64 -w0 | tr '+/' '-_'")]
    [InlineData("printf %q \"$S\"")]
    [InlineData("python3 -c \"import os, json; print(json.dumps(os.environ['S'])[1:-1], end='')\"")]
    [InlineData("python3 -c \"import os, json; print(json.dumps(os.environ['S'], ensure_ascii=False)[1:-1], end='')\"")]
    [InlineData("python3 -c \"import os, urllib.parse as p; print(p.quote(os.environ['S']), end='')\"")]
    [InlineData("python3 -c \"import os, urllib.parse as p; print(p.quote_plus(os.environ['S']), end='')\"")]
    [InlineData("python3 -c \"import os, shlex; print(shlex.quote(os.environ['S'])[1:-1], end='')\"")]
    [InlineData("python3 -c \"import os; print(os.environ['S'].encode().hex(), end='')\"")]
    [InlineData("python3 -c \"import os; print(os.environ['S'].encode().hex().upper(), end='')\"")]
    [InlineData("node -e \"process.stdout.write(encodeURIComponent(process.env.S))\"")]
    [InlineData("node -e \"process.stdout.write(JSON.stringify(process.env.S).slice(1, -1))\"")]
    [InlineData("jq -nj '$ENV.S | @json | .[1:-1]'")]
    [InlineData("jq -nj '$ENV.S | @uri'")]
    public async Task Cover_WhatAProgramMakesOfIt_IsCoveredWhole(string program)
    {
        using var host = new TestHost();
        var order = Some.Script("t", program, OrleansOps.Protocol.TaskKind.Bash) with { Secrets = new Dictionary<string, string> { ["S"] = Hard } };
        order = order with { Env = new Dictionary<string, string> { ["LC_ALL"] = "C.UTF-8" } };

        var end = await host.Run(order);

        Assert.True(end.ExitCode == 0, host.Stderr(order));
        var printed = host.Stdout(order);
        Assert.NotEmpty(printed);
        var covered = Cover(Hard, printed).TrimEnd('=');
        Assert.True(covered.All(character => character == '*'), $"{printed} became {covered}.");
    }

    [Fact]
    public async Task Cover_AKeyOfManyLines_IsCoveredLineByLineAndAsALineThatIsBroken()
    {
        var key = string.Join('\n', Enumerable.Range(0, 20).Select(line => $"{line:00}bcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/"));
        using var host = new TestHost();
        const string Program = "printf '%s\\n' \"$S\"; printf '%s\\n' \"$S\" | sed 's/$/\\r/'; printf %s \"$S\" | base64; printf %s \"$S\" | base64 -w64; printf '%s\\n' \"$S\" | sed 's/^/  > /' | tac";
        var order = Some.Script("t", Program, OrleansOps.Protocol.TaskKind.Bash) with { Secrets = new Dictionary<string, string> { ["S"] = key } };

        await host.Run(order);

        var printed = host.Stdout(order);
        var covered = Cover(key, printed);
        var left = covered.Split('\n').Where(line => line.Trim(' ', '>', '\r').Any(character => character is not ('*' or '='))).ToList();
        Assert.True(left.Count == 0, $"Of {printed.Split('\n').Length} lines these are not covered: {string.Join(" | ", left)}");
        Assert.Equal(printed.Count(character => character == '\n'), covered.Count(character => character == '\n'));
    }

    [Fact]
    public void Cover_Nothing_IsLookedForWhereAValueIsShort() => Assert.Null(SecretMask.Of(new Dictionary<string, string> { ["A"] = "", ["B"] = "abc" }));

    [Theory]
    [InlineData("the beginn", 6, "the beginn")]
    [InlineData("the beginning", 9, "the *********")]
    public void Cover_TheEndBeginsLikeOne_IsCoveredIfItIsMoreThanAFewBytes(string text, int beginning, string expected)
    {
        var mask = SecretMask.Of(new Dictionary<string, string> { ["A"] = "beginning of a secret" })!;
        var bytes = Encoding.UTF8.GetBytes(text);

        Assert.Equal(beginning, mask.Beginning(bytes));
        mask.Cover(bytes, isEnd: true, []);

        Assert.Equal(expected, Encoding.UTF8.GetString(bytes));
    }

    private static int Up(int value, int by) => (value + by - 1) / by;

    private static string Cover(string secret, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        SecretMask.Of(new Dictionary<string, string> { ["S"] = secret })!.Cover(bytes, isEnd: false, []);
        return Encoding.UTF8.GetString(bytes);
    }

    private static Arbitrary<(byte[] Before, string Secret, byte[] After)> Around() => Arb.From(
        from before in Gen.Choose(0, 255).ArrayOf()
        from secret in Secrets
        from after in Gen.Choose(0, 255).ArrayOf()
        select (before.Select(one => (byte)one).ToArray(), secret, after.Select(one => (byte)one).ToArray()));
}
