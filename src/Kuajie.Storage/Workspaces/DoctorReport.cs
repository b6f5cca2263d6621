namespace Kuajie.Storage.Workspaces;

/// <summary>What an examination found, in the order of the checks.</summary>
public sealed record DoctorReport(string Folder, IReadOnlyList<DoctorFinding> Findings)
{
    /// <summary>Whether nothing is wrong that still needs somebody.</summary>
    public bool IsSound => Findings.All(finding => finding.IsFixed || finding.Severity != DoctorSeverity.Error);
}

/// <summary>One finding.</summary>
/// <param name="Code">Stable name for programs.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Where">File or folder.</param>
/// <param name="Found">What was found.</param>
/// <param name="Cure">What to do about it.</param>
/// <param name="IsFixed">Whether it was repaired just now.</param>
public sealed record DoctorFinding(string Code, DoctorSeverity Severity, string Where, string Found, string Cure, bool IsFixed);

/// <summary>How bad a finding is.</summary>
public enum DoctorSeverity
{
    /// <summary>Nothing is lost; somebody should know.</summary>
    Warning = 1,

    /// <summary>Something cannot be used as it is.</summary>
    Error = 2,
}
