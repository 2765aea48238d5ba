using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OrleansOps.Hosting;

/// <summary>
/// The files of a process's certificate, looked at again for each new connection, so that they can be replaced while it runs. What makes no
/// sense, such as a new certificate beside the old key, is told and left aside until it does.
/// </summary>
internal sealed partial class CertificateFiles(IOptions<ClusterTlsOptions> options, ILogger<CertificateFiles> logger)
{
    private readonly Lock _lock = new();
    private (string Certificate, string Key, string Authority) _read;
    private ClusterCertificate? _current;

    /// <summary>The newest that could be read.</summary>
    public ClusterCertificate Current()
    {
        lock (_lock)
        {
            try
            {
                ReadChanged();
            }
            catch (Exception failure) when (_current is not null && ClusterCertificate.IsUnreadable(failure))
            {
                LogLeftAside(failure.Message);
            }

            return _current!;
        }
    }

    private void ReadChanged()
    {
        var files = options.Value;
        var found = (File.ReadAllText(files.Certificate!), File.ReadAllText(files.Key!), File.ReadAllText(files.Authority!));
        if (found == _read)
        {
            return;
        }

        var isNew = _current is not null;
        _current = ClusterCertificate.Parse(found.Item1, found.Item2, found.Item3);
        _read = found;
        if (isNew)
        {
            LogReplaced(_current.Own.Subject, _current.Own.NotAfter);
        }
    }

    [LoggerMessage(4441, LogLevel.Information, "The certificate of this process was replaced: {Subject}, valid until {Until}")]
    private partial void LogReplaced(string subject, DateTime until);

    [LoggerMessage(4442, LogLevel.Warning, "The files of Cluster:Tls make no sense now; going on with what was read before. {Why}")]
    private partial void LogLeftAside(string why);
}
