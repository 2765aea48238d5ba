namespace OrleansOps.Cli;

/// <summary>Reads what is typed for what is meant for opsctl, as ssh does: a tilde that begins a line. ~. leaves the shell as it is, ~~ types one.</summary>
internal sealed class EscapeKeys
{
    private bool _atLineStart = true;
    private bool _sawTilde;

    /// <summary>What of it goes to the host, and whether the person leaves. What follows that is not typed any more.</summary>
    public (byte[] Typed, bool Leaves) Read(ReadOnlySpan<byte> keys)
    {
        var typed = new List<byte>(keys.Length + 1);
        foreach (var key in keys)
        {
            if (_sawTilde && key == '.')
            {
                return ([.. typed], true);
            }

            if (_sawTilde && key != '~')
            {
                typed.Add((byte)'~');
            }

            if (!_sawTilde && _atLineStart && key == '~')
            {
                _sawTilde = true;
                continue;
            }

            typed.Add(key);
            _sawTilde = false;
            _atLineStart = key is (byte)'\r' or (byte)'\n';
        }

        return ([.. typed], false);
    }
}
