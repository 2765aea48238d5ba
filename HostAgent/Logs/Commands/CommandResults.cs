using System.Globalization;
using System.Text;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Logs;

/// <summary>What the commands of an attempt add up to: values to mask, outputs, and how many had no effect. Both are bounded.</summary>
/// <param name="secrets">The task's own: they are masked from the start.</param>
internal sealed class CommandResults(IReadOnlyDictionary<string, string>? secrets)
{
    private readonly List<string> _masks = [];
    private readonly SortedDictionary<string, string> _outputs = new(StringComparer.Ordinal);
    private SecretMask? _mask = SecretMask.Of(secrets);
    private bool _isMaskOld;
    private int _refused;
    private string? _why;

    /// <summary>Grows with each command that changed something.</summary>
    public int Version { get; private set; }

    /// <summary>Null while there is nothing to mask.</summary>
    public SecretMask? Mask
    {
        get
        {
            if (_isMaskOld)
            {
                (_mask, _isMaskOld) = (SecretMask.Of([.. secrets?.Values ?? [], .. _masks]), false);
            }

            return _mask;
        }
    }

    /// <summary>Null if there are none.</summary>
    public IReadOnlyDictionary<string, string>? Outputs =>
        _outputs.Count == 0 ? null : _outputs.ToDictionary(output => output.Key, output => Mask?.Covered(output.Value) ?? output.Value, StringComparer.Ordinal);

    /// <summary>A sentence for the operator where commands had no effect.</summary>
    public string? Note => _refused switch
    {
        0 => null,
        1 => $"A log command had no effect: {_why}.",
        _ => string.Create(CultureInfo.InvariantCulture, $"{_refused} log commands had no effect. The first: {_why}."),
    };

    public HeardCommands Heard(AttemptId attempt) => new(attempt, [.. _masks], Outputs ?? new Dictionary<string, string>(StringComparer.Ordinal), _refused, _why);

    /// <summary>Goes on from what an earlier life of the agent heard.</summary>
    public void Adopt(HeardCommands heard)
    {
        (_refused, _why, _isMaskOld) = (heard.Refused, heard.Why, true);
        _masks.AddRange(heard.Masks);
        foreach (var (name, value) in heard.Outputs)
        {
            _outputs[name] = value;
        }
    }

    public void Take(LogCommand command)
    {
        if (Problem(command) is { } problem)
        {
            Refuse(problem);
        }
        else if (command.Name is { } name)
        {
            Version += _outputs.TryGetValue(name, out var before) && string.Equals(before, command.Value, StringComparison.Ordinal) ? 0 : 1;
            _outputs[name] = command.Value;
        }
        else if (command.Value.Length > 0 && !_masks.Contains(command.Value, StringComparer.Ordinal))
        {
            (_isMaskOld, Version) = (true, Version + 1);
            _masks.Add(command.Value);
        }
    }

    public void Refuse(string why)
    {
        (_refused, Version) = (_refused + 1, Version + 1);
        _why ??= why;
    }

    private string? Problem(LogCommand command) => command.Name is null ? MaskProblem(command.Value) : OutputProblem(command.Name, command.Value);

    private string? MaskProblem(string value)
    {
        var bytes = Encoding.UTF8.GetByteCount(value);
        return bytes switch
        {
            0 => null,   // it hides nothing, as an empty secret does
            < Limits.SecretBytes => $"a value to mask has {bytes} bytes, and fewer than {Limits.SecretBytes} would be found everywhere",
            > Limits.MaskBytes => $"a value to mask has {bytes} bytes; the limit is {Limits.MaskBytes}",
            _ when _masks.Contains(value, StringComparer.Ordinal) => null,
            _ when _masks.Count >= Limits.MaskCount => $"{Limits.MaskCount} values are masked already, which is the limit",
            _ when _masks.Sum(Encoding.UTF8.GetByteCount) + bytes > Limits.MasksBytes => $"the values to mask have more than {Limits.MasksBytes} bytes together",
            _ => null,
        };
    }

    private string? OutputProblem(string name, string value)
    {
        if (!TaskOutputs.IsName(name))
        {
            return $"the name of an output must be 1 to {Limits.IdLength} letters, digits, '_' or '-'";
        }

        if (_outputs.Count >= Limits.OutputCount && !_outputs.ContainsKey(name))
        {
            return $"output '{name}' is one more than the {Limits.OutputCount} that a task may set";
        }

        var others = TaskOutputs.SizeOf(_outputs) - (_outputs.TryGetValue(name, out var before) ? TaskOutputs.SizeOf(name, before) : 0);
        return others + TaskOutputs.SizeOf(name, value) > Limits.OutputBytes ? $"with output '{name}' the outputs have more than {Limits.OutputBytes} bytes together" : null;
    }
}
