namespace Kuajie.Platform.Access;

/// <summary>Where API keys are recorded.</summary>
public interface IKeyStore
{
    /// <summary>All keys, revoked ones too, newest first.</summary>
    IReadOnlyList<ApiKey> All();

    /// <summary>Records a key.</summary>
    void Add(ApiKey key);

    /// <summary>Puts a changed key (another hash, expiry or revocation) in the place of the one with its id.</summary>
    void Replace(ApiKey key);
}
