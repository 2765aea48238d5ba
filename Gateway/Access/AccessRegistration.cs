using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace OrleansOps.Access;

/// <summary>Puts a lock on every door: what names no policy is for operators.</summary>
internal static class AccessRegistration
{
    public static void AddAccess(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<AccessOptions>().BindConfiguration(AccessOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<WrongTokenLimit>();
        services.AddSingleton<StrangerLimit>();
        services.AddSingleton<RequestLimit>();
        services.AddSingleton<RefusalLog>();
        services.AddSingleton<Lookups>();
        services.AddSingleton<TokenChecks>();
        services.AddSingleton<AgentChallenges>();
        services.AddSingleton<ProofChecks>();
        services.AddSingleton<SessionChecks>();
        services.AddSingleton<StreamAccess>();
        services.AddSingleton<AuditTrail>();

        services.AddAuthentication(AccessPolicies.Scheme)
            .AddScheme<AuthenticationSchemeOptions, TokenAuthenticationHandler>(AccessPolicies.Scheme, configureOptions: null);
        services.AddAuthorizationBuilder()
            .AddPolicy(AccessPolicies.Operators, policy => policy.Opens(TokenKind.Admin))
            .AddPolicy(AccessPolicies.Enrolment, policy => policy.Opens(TokenKind.Join))
            .AddPolicy(AccessPolicies.Agents, policy => policy.Opens(TokenKind.Agent).RequireClaim(AccessClaims.Proven))
            .AddPolicy(AccessPolicies.Runs, policy => policy.RequireAuthenticatedUser().RequireClaim(AccessClaims.Kind, AccessClaims.RunKind))
            .AddPolicy(AccessPolicies.States, policy => policy.RequireAuthenticatedUser().RequireClaim(AccessClaims.Kind, AccessToken.NameOf(TokenKind.Admin), AccessClaims.RunKind))
            .SetDefaultPolicy(new AuthorizationPolicyBuilder().Opens(TokenKind.Admin).Build())
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().Opens(TokenKind.Admin).Build());
    }

    private static AuthorizationPolicyBuilder Opens(this AuthorizationPolicyBuilder policy, TokenKind kind) => policy
        .RequireAuthenticatedUser()
        .RequireClaim(AccessClaims.Kind, AccessToken.NameOf(kind));
}
