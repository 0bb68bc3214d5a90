//! CORS: from the outcomes of a browser probe to the policy behind them.
