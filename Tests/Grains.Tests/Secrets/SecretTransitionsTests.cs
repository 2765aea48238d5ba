using FsCheck;
using FsCheck.Fluent;
using OrleansOps.Agents;

namespace OrleansOps.Secrets;

public sealed class SecretTransitionsTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    [Theory]
    [InlineData(false, true, SecretPutStatus.NeedsValue)]
    [InlineData(true, false, SecretPutStatus.NeedsHosts)]
    [InlineData(true, true, SecretPutStatus.Created)]
    public void Put_ANewOne_NeedsItsValueAndItsHosts(bool hasValue, bool hasHosts, SecretPutStatus expected)
    {
        var (status, next) = SecretTransitions.Put(new SecretState(), Spec(hasValue ? [1] : null, hasHosts ? "all" : null), Start);

        Assert.Equal(expected, status);
        Assert.Equal(expected == SecretPutStatus.Created ? 1 : 0, next.Revision);
    }

    [Theory]
    [InlineData("role=web", SecretLoanStatus.Given)]
    [InlineData("all", SecretLoanStatus.Given)]
    [InlineData("role=db", SecretLoanStatus.NotForHost)]
    [InlineData("not role=web", SecretLoanStatus.NotForHost)]
    [InlineData("zone!=us-1", SecretLoanStatus.Given)]
    [InlineData("role=", SecretLoanStatus.NotForHost)]   // what cannot be read is for nobody
    [InlineData("", SecretLoanStatus.NotForHost)]
    public void Give_ByTheLabelsOfTheHost(string on, SecretLoanStatus expected)
    {
        var loan = SecretTransitions.Give(new SecretState { Revision = 1, Value = [1], On = on }, Web);

        Assert.Equal(expected, loan.Status);
        Assert.Equal(expected == SecretLoanStatus.Given, loan.Value is not null);
    }

    [Fact]
    public void Give_OneThatIsNotThere_IsUnknown() => Assert.Equal(new SecretLoan(SecretLoanStatus.Unknown), SecretTransitions.Give(new SecretState(), Web));

    /// <summary>
    /// Any history of words to a secret: a value is the last that was set, its hosts the last that were named, versions count values alone, revisions count everything,
    /// and a value that was sealed anew takes the place of no other.
    /// </summary>
    [Fact]
    public void AnyHistory_KeepsWhatWasSetLast() => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => History(new Random(seed))).QuickCheckThrowOnFailure();

    private static AgentView Web { get; } = new()
    {
        Id = "a1",
        Name = "web-1",
        Labels = new Dictionary<string, string> { ["role"] = "web" },
        Presence = AgentPresence.Online,
        EnrolledAt = Start,
    };

    private static void History(Random random)
    {
        var (secret, value, on, version, held) = (new SecretState(), (byte[]?)null, (string?)null, 0, (SealedSecret?)null);
        for (var step = 0; step < 30; step++)
        {
            var revision = secret.Revision;
            if (random.Next(4) == 0 && held is { } read)
            {
                var again = SecretTransitions.Resealed(secret, read with { Value = [.. read.Value, 99], Key = "new" });
                Assert.Equal(read.Revision == secret.Revision, again is not null);
                if (again is not null)
                {
                    (secret, value) = (again, again.Value);
                    Assert.Equal(revision + 1, secret.Revision);
                }
            }
            else
            {
                var spec = Spec(random.Next(2) == 0 ? null : [(byte)random.Next(256)], random.Next(2) == 0 ? null : $"rack={random.Next(9)}");
                var (status, next) = SecretTransitions.Put(secret, spec, Start.AddSeconds(step));
                var isStored = status is SecretPutStatus.Created or SecretPutStatus.Changed;
                Assert.Equal(revision > 0 || (spec.Value is not null && spec.On is not null), isStored);
                if (isStored)
                {
                    (value, on, version) = (spec.Value ?? value, spec.On ?? on, version + (spec.Value is null ? 0 : 1));
                }

                Assert.Equal(revision + (isStored ? 1 : 0), next.Revision);
                secret = next;
            }

            Assert.Equal((value ?? [], on ?? "", version), (secret.Value, secret.On, secret.Version));
            held = random.Next(3) == 0 && secret.Revision > 0 ? new SealedSecret(secret.Revision, secret.Value, secret.Key) : held;
        }
    }

    private static SecretSpec Spec(byte[]? value, string? on) => new() { Value = value, Key = "k", On = on, By = "token", ById = "t" };
}
