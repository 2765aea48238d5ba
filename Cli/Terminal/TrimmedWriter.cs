using System.Text;

namespace OrleansOps.Cli;

/// <summary>Leaves out the blanks with which tables fill their lines up to the end.</summary>
internal sealed class TrimmedWriter(TextWriter inner) : TextWriter
{
    private int _blanks;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value)
    {
        if (value is ' ')
        {
            _blanks++;
            return;
        }

        if (value is not ('\r' or '\n'))
        {
            for (var i = 0; i < _blanks; i++)
            {
                inner.Write(' ');
            }
        }

        _blanks = 0;
        inner.Write(value);
    }

    public override void Flush() => inner.Flush();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
