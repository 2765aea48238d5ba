using static OrleansOps.Hosting.TestAuthority;

namespace OrleansOps.Hosting;

public sealed class ClusterCertificateTests : IDisposable
{
    private readonly TestAuthority _authority = new();

    public void Dispose() => _authority.Dispose();

    [Theory]
    [InlineData("Silo", "Silo", null)]
    [InlineData("Silo", "Gateway", null)]
    [InlineData("Gateway", "Gateway", null)]
    [InlineData("Gateway", "Silo", "serverAuth")]
    [InlineData("ServerAlone", "Silo", "clientAuth")]
    [InlineData("ServerAlone", "Gateway", "clientAuth")]
    [InlineData("Unsaid", "Silo", "clientAuth")]
    [InlineData("Unsaid", "Gateway", "clientAuth")]
    public void Refusal_TheRoleIsInTheCertificate(string purpose, string role, string? named)
    {
        var certificate = _authority.Certificate(Enum.Parse<Purpose>(purpose));

        var refusal = certificate.Refusal(certificate.Own, Enum.Parse<ClusterRole>(role));

        Assert.Equal(named is null, refusal is null);
        Assert.Contains(named ?? "", refusal ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Refusal_OfAnotherAuthority()
    {
        using var other = new TestAuthority();   // of the same name, too
        var ours = _authority.Certificate(Purpose.Silo);

        Assert.Contains("not signed by this cluster's authority", ours.Refusal(other.Certificate(Purpose.Silo).Own, ClusterRole.Gateway), StringComparison.Ordinal);
    }

    [Fact]
    public void Refusal_Expired()
    {
        var ours = _authority.Certificate(Purpose.Silo);
        var old = _authority.Certificate(Purpose.Silo, TimeProvider.System.GetUtcNow().AddDays(-1));

        Assert.Contains("NotTimeValid", ours.Refusal(old.Own, ClusterRole.Silo), StringComparison.Ordinal);
    }

    [Fact]
    public void Refusal_WhileAnAuthorityIsReplacedBothAreTaken()
    {
        using var next = new TestAuthority("CN=next");
        var (certificate, key) = next.Issue(Purpose.Silo);
        var both = ClusterCertificate.Parse(certificate, key, _authority.Pem + "\n" + next.Pem);

        Assert.Null(both.Refusal(both.Own, ClusterRole.Silo));
        Assert.Null(both.Refusal(_authority.Certificate(Purpose.Gateway).Own, ClusterRole.Gateway));
    }
}
