namespace OrleansOps.Hosting;

/// <summary>The three files of one process, as an operator lays them down.</summary>
internal sealed class CertificateFolder : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public CertificateFolder(TestAuthority authority, TestAuthority.Purpose purpose) => Write(authority, purpose);

    public string Certificate => _folder.File("tls.crt");

    public string Key => _folder.File("tls.key");

    public string Authority => _folder.File("ca.crt");

    public ClusterTlsOptions Options => new() { Certificate = Certificate, Key = Key, Authority = Authority };

    public string[] Settings => [$"--Cluster:Tls:Certificate={Certificate}", $"--Cluster:Tls:Key={Key}", $"--Cluster:Tls:Authority={Authority}"];

    public void Write(TestAuthority authority, TestAuthority.Purpose purpose, string name = "CN=test")
    {
        var (certificate, key) = authority.Issue(purpose, name);
        File.WriteAllText(Certificate, certificate);
        File.WriteAllText(Key, key);
        File.WriteAllText(Authority, authority.Pem);
    }

    public void Dispose() => _folder.Dispose();
}
