namespace Kuajie.Platform.Users;

/// <summary>A domain whose users are stored under pseudonyms only.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="KeyCheck">A pseudonym of nobody: whoever holds the same key finds the same.</param>
public sealed record PseudonymisedDomain(string Domain, string KeyCheck);
