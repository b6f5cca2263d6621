namespace Kuajie.Algorithms.Models;

/// <summary>A model whose scores are expected interaction weights, in the unit of the weights it was trained on: ratings. Errors can be measured on them.</summary>
public interface IRatingModel : IModel;
