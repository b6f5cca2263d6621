namespace Kuajie.Platform.Users;

/// <summary>What an identifier is, which decides how two spellings of it are made alike.</summary>
public enum IdentifierKind
{
    /// <summary>Decided per value: an e-mail address has an @, a telephone number has digits and nothing that is not part of one.</summary>
    Auto = 0,

    Email = 1,

    Phone = 2,

    /// <summary>Anything else, for example a membership number: compared as it stands, without space around it.</summary>
    Other = 3,
}
