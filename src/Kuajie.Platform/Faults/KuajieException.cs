namespace Kuajie.Platform.Faults;

/// <summary>
/// A failure that a person can cure. It says what was found, what was expected, where, and the cure, in the person's language. Everything else that is
/// thrown is a defect of the program.
/// </summary>
public sealed class KuajieException : Exception
{
    /// <summary>States a failure.</summary>
    /// <param name="code">Stable name for programs, lower case with dashes, for example <c>unknown-domain</c>.</param>
    /// <param name="found">What was found.</param>
    /// <param name="expected">What was expected.</param>
    /// <param name="cure">What to do about it.</param>
    /// <param name="where">File, line, option or store; null where the rest says it.</param>
    /// <param name="isUsage">Whether the call itself was wrong (exit code 2) rather than the work (exit code 1).</param>
    /// <param name="inner">What caused it.</param>
    public KuajieException(
        string code,
        string found,
        string expected,
        string cure,
        string? where = null,
        bool isUsage = false,
        Exception? inner = null
    )
        : base($"{found} {expected} {cure}", inner)
    {
        Code = code;
        Found = found;
        Expected = expected;
        Cure = cure;
        Where = where;
        IsUsage = isUsage;
    }

    public string Code { get; }

    public string Found { get; }

    public string Expected { get; }

    public string Cure { get; }

    public string? Where { get; }

    public bool IsUsage { get; }
}
