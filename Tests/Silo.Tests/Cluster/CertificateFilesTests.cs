using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using static OrleansOps.Hosting.TestAuthority;

namespace OrleansOps.Hosting;

public sealed class CertificateFilesTests : IDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly CertificateFolder _folder;
    private readonly CertificateFiles _files;

    public CertificateFilesTests()
    {
        _folder = new CertificateFolder(_authority, Purpose.Silo);
        _files = new CertificateFiles(Options.Create(_folder.Options), NullLogger<CertificateFiles>.Instance);
    }

    public void Dispose()
    {
        _folder.Dispose();
        _authority.Dispose();
    }

    [Fact]
    public void Current_AReplacedCertificateIsTakenAtOnce()
    {
        Assert.Equal("CN=test", _files.Current().Own.Subject);

        _folder.Write(_authority, Purpose.Silo, "CN=renewed");

        Assert.Equal("CN=renewed", _files.Current().Own.Subject);
        Assert.Same(_files.Current(), _files.Current());
    }

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN CERTIFICATE-----\nbm90aGluZw==\n-----END CERTIFICATE-----")]
    public void Current_WhatMakesNoSenseIsLeftAsideUntilItDoes(string certificate)
    {
        var before = _files.Current();
        File.WriteAllText(_folder.Certificate, certificate);

        Assert.Same(before, _files.Current());

        _folder.Write(_authority, Purpose.Silo, "CN=whole again");
        Assert.Equal("CN=whole again", _files.Current().Own.Subject);
    }

    [Fact]
    public void Current_ANewCertificateBesideTheOldKeyIsLeftAside()
    {
        var before = _files.Current();
        File.WriteAllText(_folder.Certificate, _authority.Issue(Purpose.Silo, "CN=half").Certificate);

        Assert.Same(before, _files.Current());
    }

    [Fact]
    public void Current_FilesThatAreGoneForAMomentAreLeftAside()
    {
        var before = _files.Current();
        File.Delete(_folder.Key);

        Assert.Same(before, _files.Current());
    }
}
