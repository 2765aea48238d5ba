using System.Security.Authentication;

namespace OrleansOps.HostAgent.Connection;

/// <summary>Says why there is no connection. What failed lies inside what .NET throws, and "see inner exception" helps nobody.</summary>
internal static class ConnectFailures
{
    public static string Describe(Exception failed)
    {
        var causes = new List<Exception>();
        for (var cause = failed; cause is not null; cause = cause.InnerException)
        {
            causes.Add(cause);
        }

        return causes.OfType<CertificateRefusedException>().FirstOrDefault()?.Message
            ?? (causes.Exists(cause => cause is AuthenticationException)
                ? $"What answers there does not speak TLS as this agent does (1.2 or 1.3): {causes[^1].Message} Is it an http:// address?"
                : causes[^1].Message);
    }
}
