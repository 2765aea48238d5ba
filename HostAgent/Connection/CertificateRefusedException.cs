using System.Security.Authentication;

namespace OrleansOps.HostAgent.Connection;

/// <summary>Whoever is there shows a certificate that does not count. The message is for people, and says what to do.</summary>
internal sealed class CertificateRefusedException(string message) : AuthenticationException(message);
