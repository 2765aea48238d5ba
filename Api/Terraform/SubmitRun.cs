using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>A run of Terraform to plan and, if that is wanted, to apply. What is left out has a default.</summary>
public sealed record SubmitRun
{
    [Description("Id of the host, or its name if no other host has the same. It needs terraform or tofu, sh, curl, tar, gzip and sha256sum.")]
    public string? Agent { get; init; }

    [Description("The code: a file of the store by its id, a tar archive compressed with gzip. Its backend is replaced by this workspace.")]
    public string? Code { get; init; }

    [Description("Plan to destroy everything. Default: false.")]
    public bool? Destroy { get; init; }

    [Description("End with the plan. Not together with autoApprove. Default: false.")]
    public bool? PlanOnly { get; init; }

    [Description("Apply without anybody's confirmation. Default: false.")]
    public bool? AutoApprove { get; init; }

    [Description("What is run on the host: a name that is looked for in PATH, or an absolute path. Default: terraform.")]
    public string? Program { get; init; }

    [Description("Values of the code's variables, by name: of text as it is, of everything else as HCL.")]
    public IReadOnlyDictionary<string, string>? Variables { get; init; }

    [Description("Variables of the environment.")]
    public IReadOnlyDictionary<string, string>? Env { get; init; }

    [Description("Variables of the environment whose values are told to nobody but the host; one that is called TF_VAR_ and a name is a variable of the code.")]
    public IReadOnlyDictionary<string, string?>? Secrets { get; init; }

    [Description("How long plan and apply may run each: 1 to 604800. Default: 7200.")]
    public int? TimeoutSeconds { get; init; }

    [Description("How long each may wait for its host: 1 to 604800. Default: 86400.")]
    public int? QueueSeconds { get; init; }
}
